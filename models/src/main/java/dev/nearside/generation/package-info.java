/** Text out of a language model: prefill and decoding over a key-value cache, sampling, and what an answer must look like. */
@NullMarked
package dev.nearside.generation;

import org.jspecify.annotations.NullMarked;
