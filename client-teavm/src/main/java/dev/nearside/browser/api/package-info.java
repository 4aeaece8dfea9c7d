/** The JavaScript API, {@code nearside.js}. */
@NullMarked
package dev.nearside.browser.api;

import org.jspecify.annotations.NullMarked;
