/** The rule that keeps the rooms of the tests apart. */
@NullMarked
package dev.nearside;

import org.jspecify.annotations.NullMarked;
