/** What a tab fetches from the server that brought the page, verified as it arrives, and what the browser keeps for it. */
@NullMarked
package dev.nearside.browser.store;

import org.jspecify.annotations.NullMarked;
