/** Texts as vectors: batches, pooling, normalisation, and what is done with texts that are too long. */
@NullMarked
package dev.nearside.embedding;

import org.jspecify.annotations.NullMarked;
