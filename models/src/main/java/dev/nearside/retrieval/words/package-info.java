/** Text as words, sentences and characters a person would not cut in two. */
@NullMarked
package dev.nearside.retrieval.words;

import org.jspecify.annotations.NullMarked;
