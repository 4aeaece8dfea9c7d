/** OpenAI's API over the models of this server: embeddings, and the list of models. */
@NullMarked
package dev.nearside.server.openai;

import org.jspecify.annotations.NullMarked;
