/** Pictures as people bring them, and their way into tensors. */
@NullMarked
package dev.nearside.image;

import org.jspecify.annotations.NullMarked;
