/**
 * Compares back ends by what they answered: prompts whose answers can be checked, interleaved runs, medians with their
 * spread, a decision matrix, and from how long a prompt on another back end is quicker. Pure functions of what was measured.
 */
@NullMarked
package dev.nearside.comparison;

import org.jspecify.annotations.NullMarked;
