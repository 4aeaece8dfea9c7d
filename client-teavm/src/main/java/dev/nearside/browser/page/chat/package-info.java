/** {@code #/chat}: a language model in the tab, and answers from a person's own files. */
@NullMarked
package dev.nearside.browser.page.chat;

import org.jspecify.annotations.NullMarked;
