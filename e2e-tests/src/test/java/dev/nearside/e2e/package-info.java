/** The system as a person uses it: the real jar, a real browser. */
@NullMarked
package dev.nearside.e2e;

import org.jspecify.annotations.NullMarked;
