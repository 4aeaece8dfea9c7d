package dev.nearside.server.openai;

import dev.nearside.embedding.EmbeddingBackend;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.EmbeddingSpec;
import dev.nearside.embedding.Overflow;
import dev.nearside.tokenizer.Tokenizer;
import io.javalin.http.HttpResponseException;

/** A model that is loaded: who embeds, the queue before it, and what counts its tokens. Thread-safe. */
final class EmbeddingModel implements AutoCloseable {
    private final EmbeddingBackend backend;
    private final EmbeddingSpec spec;
    private final Tokenizer tokenizer;
    private final EmbeddingQueue queue;
    private final Limits limits;

    EmbeddingModel(
            EmbeddingBackend backend, EmbeddingSpec spec, Tokenizer tokenizer, EmbeddingQueue queue, Limits limits) {
        this.backend = backend;
        this.spec = spec;
        this.tokenizer = tokenizer;
        this.queue = queue;
        this.limits = limits;
    }

    /**
     * Puts a request into the queue.
     *
     * @throws HttpResponseException 400 if an input is too long or of another vocabulary, or the vectors cannot have that
     *     length; 503 if so much waits already
     */
    Job submit(EmbeddingRequest request) {
        if (request.dimensions() != 0 && request.dimensions() != spec.dimensions()) {
            throw Refusal.badRequest(
                    "dimensions",
                    request.model() + " makes vectors of " + spec.dimensions() + " numbers; it was not trained so that"
                            + " shorter ones could be cut from them, so 'dimensions' can only be "
                            + spec.dimensions());
        }
        int limit = request.overflow() == Overflow.REFUSE ? spec.maxTokens() : limits.inputTokens();
        int[] tokens = new int[request.inputs().size()];
        Tokenizer own = tokenizer.fork();
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = count(request.inputs().get(i), own);
            if (tokens[i] > limit) {
                throw Refusal.tooLong("input " + i + " has " + tokens[i] + " tokens; "
                        + (limit == spec.maxTokens() ? "the model takes " : "this server takes ") + limit
                        + " at most");
            }
        }
        Job job = new Job(request.inputs(), tokens, request.overflow(), backend.dimensions());
        queue.add(job);
        return job;
    }

    private static int count(EmbeddingInput input, Tokenizer tokenizer) {
        if (input instanceof EmbeddingInput.Text text) {
            return tokenizer.encode(text.text()).size();
        }
        int[] ids = ((EmbeddingInput.Tokens) input).copyIds();
        for (int id : ids) {
            if (id >= tokenizer.vocabularySize()) {
                throw Refusal.badRequest(
                        "input",
                        "the token " + id + " is not of this model, whose vocabulary has " + tokenizer.vocabularySize()
                                + "; send text, or tokens of the model's own tokenizer");
            }
        }
        return ids.length;
    }

    /** Numbers in a vector. */
    int dimensions() {
        return spec.dimensions();
    }

    @Override
    public void close() {
        queue.close();
    }
}
