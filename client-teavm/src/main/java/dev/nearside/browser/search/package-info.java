/** The documents of a person in the engine: read from files, indexed, kept by the browser, searched. */
@NullMarked
package dev.nearside.browser.search;

import org.jspecify.annotations.NullMarked;
