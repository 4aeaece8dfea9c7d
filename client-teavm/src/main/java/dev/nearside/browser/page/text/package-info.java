/** {@code #/search} and {@code #/chat} together: a program of its own. */
@NullMarked
package dev.nearside.browser.page.text;

import org.jspecify.annotations.NullMarked;
