/** The program that gathers the bundled models from what the build unpacked. */
@NullMarked
package dev.nearside.build;

import org.jspecify.annotations.NullMarked;
