/** The program of the worker for text: tokenizers, embeddings, answers of language models and the search over a person's files. */
@NullMarked
package dev.nearside.browser.text;

import org.jspecify.annotations.NullMarked;
