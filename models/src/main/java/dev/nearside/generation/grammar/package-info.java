/** Which texts are JSON of a given form, byte by byte, so that a model can be kept from writing anything else. */
@NullMarked
package dev.nearside.generation.grammar;

import org.jspecify.annotations.NullMarked;
