/** Element types, shapes and tensors, on the host or on a device. */
@NullMarked
package dev.nearside.tensor;

import org.jspecify.annotations.NullMarked;
