/** The page: one class a demo, bound to the elements of {@code index.html}. */
@NullMarked
package dev.nearside.browser.page;

import org.jspecify.annotations.NullMarked;
