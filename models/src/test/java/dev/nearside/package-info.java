/** Rules over all packages. */
@NullMarked
package dev.nearside;

import org.jspecify.annotations.NullMarked;
