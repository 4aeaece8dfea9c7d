/** Markdown as language models write it: parsed into blocks, and shown as elements while it is still being written. */
@NullMarked
package dev.nearside.browser.page.markdown;

import org.jspecify.annotations.NullMarked;
