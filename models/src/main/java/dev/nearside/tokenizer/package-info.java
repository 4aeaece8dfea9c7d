/** Hugging Face tokenizers: text to the ids that a model was trained on, with offsets, and back. */
@NullMarked
package dev.nearside.tokenizer;

import org.jspecify.annotations.NullMarked;
