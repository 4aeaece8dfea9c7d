/** Where a tab's model files come from: fetched from the server that brought the page, verified as they arrive. */
@NullMarked
package dev.nearside.browser.store;

import org.jspecify.annotations.NullMarked;
