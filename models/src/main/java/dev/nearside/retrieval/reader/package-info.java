/** From the bytes of a file to the text and the structure that are searched. */
@NullMarked
package dev.nearside.retrieval.reader;

import org.jspecify.annotations.NullMarked;
