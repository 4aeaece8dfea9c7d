package dev.nearside.server.openai;

import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import dev.nearside.embedding.Overflow;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way through the queue, embedded slice by slice. What has to do with its progress is the queue's thread's
 * alone; others cancel it and wait for its result.
 */
final class Job {
    private final List<EmbeddingInput> inputs;
    private final int[] expected;
    private final Overflow overflow;
    private final long arrived = System.nanoTime();
    private final CompletableFuture<Embeddings> result = new CompletableFuture<>();
    private final float[] vectors;
    private final int[] tokens;
    private int next;

    /**
     * A job that has not begun.
     *
     * @param expected how many tokens each input has
     * @param dimensions numbers in a vector
     */
    Job(List<EmbeddingInput> inputs, int[] expected, Overflow overflow, int dimensions) {
        this.inputs = inputs;
        this.expected = expected;
        this.overflow = overflow;
        this.vectors = new float[inputs.size() * dimensions];
        this.tokens = new int[inputs.size()];
    }

    CompletableFuture<Embeddings> result() {
        return result;
    }

    Overflow overflow() {
        return overflow;
    }

    long arrived() {
        return arrived;
    }

    /** Whether nobody waits for it any more: it is cancelled, failed, or done. */
    boolean isOver() {
        return result.isDone();
    }

    boolean hasBegun() {
        return next > 0;
    }

    /** Drops what has not run yet. */
    void cancel() {
        boolean first = result.cancel(false);
        assert first || result.isDone();
    }

    /** Tokens of the inputs that were not embedded yet. */
    long waitingTokens() {
        long total = 0;
        for (int i = next; i < expected.length; i++) {
            total += expected[i];
        }
        return total;
    }

    /** The next inputs, one at least, and no more than have that many tokens. */
    List<EmbeddingInput> next(long budget) {
        int end = next + 1;
        long total = expected[next];
        while (end < expected.length && total + expected[end] <= budget) {
            total += expected[end];
            end++;
        }
        return inputs.subList(next, end);
    }

    /** Takes the vectors of its next inputs from that place on. */
    void put(Embeddings embeddings, int from, int count) {
        int dimensions = embeddings.dimensions();
        for (int i = 0; i < count; i++) {
            System.arraycopy(embeddings.viewVectors(), (from + i) * dimensions, vectors, next * dimensions, dimensions);
            tokens[next] = embeddings.tokens(from + i);
            next++;
        }
        if (next == inputs.size() && !result.isDone()) {
            boolean first = result.complete(Embeddings.of(dimensions, vectors, tokens));
            assert first || result.isDone();
        }
    }

    void fail(RuntimeException problem) {
        boolean first = result.completeExceptionally(problem);
        assert first || result.isDone();
    }
}
