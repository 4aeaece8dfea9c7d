/** The errors that callers can act on: one unchecked root, each with a stable code. */
@NullMarked
package dev.nearside.error;

import org.jspecify.annotations.NullMarked;
