/** The JavaScript API as programs of the page call it that have no engine of their own. */
@NullMarked
package dev.nearside.browser.client;

import org.jspecify.annotations.NullMarked;
