/** The bridge to JavaScript: waiting for promises, errors, objects, bulk copies of arrays. */
@NullMarked
package dev.nearside.browser.js;

import org.jspecify.annotations.NullMarked;
