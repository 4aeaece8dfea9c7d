/** Measurements side by side with peers; programs to be run by hand, never tests. */
@NullMarked
package dev.nearside.bench;

import org.jspecify.annotations.NullMarked;
