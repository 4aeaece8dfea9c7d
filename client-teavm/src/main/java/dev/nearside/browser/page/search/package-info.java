/** {@code #/search}: a person's own files, indexed and asked in this tab. */
@NullMarked
package dev.nearside.browser.page.search;

import org.jspecify.annotations.NullMarked;
