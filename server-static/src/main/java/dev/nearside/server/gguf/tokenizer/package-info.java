/** The tokenizer of a GGUF file, in the form that Hugging Face's tokenizers have. */
@NullMarked
package dev.nearside.server.gguf.tokenizer;

import org.jspecify.annotations.NullMarked;
