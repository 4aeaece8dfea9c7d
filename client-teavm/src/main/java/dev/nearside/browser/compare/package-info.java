/** The page {@code #/compare}: the same questions to several back ends, and what came of it. A program of its own. */
@NullMarked
package dev.nearside.browser.compare;

import org.jspecify.annotations.NullMarked;
