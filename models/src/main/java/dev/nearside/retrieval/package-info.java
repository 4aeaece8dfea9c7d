/** Search over a person's own documents: chunks, vectors and words side by side, passages as answers. */
@NullMarked
package dev.nearside.retrieval;

import org.jspecify.annotations.NullMarked;
