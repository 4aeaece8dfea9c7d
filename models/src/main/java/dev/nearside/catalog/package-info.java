/** What a model is: its manifest, the catalog of all, the hash of a file, and the self-test that a model brings. */
@NullMarked
package dev.nearside.catalog;

import org.jspecify.annotations.NullMarked;
