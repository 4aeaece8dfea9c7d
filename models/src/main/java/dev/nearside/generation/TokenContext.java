package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.error.DeviceLost;
import dev.nearside.runtime.InferenceSession;
import java.util.Arrays;

/** The tokens that the key-value cache holds, so that a conversation's beginning is not run twice. Heals a lost device. */
final class TokenContext implements AutoCloseable {
    private final GenerationSpec spec;
    private final GeneratorSettings settings;
    private final int limit;
    private final int[] single = new int[1];
    private TokenGraph graph;
    private int[] tokens = new int[256];
    /** So many tokens from the first were run in whole chunks, as a cache that held nothing would have run them. */
    private int inChunks;

    TokenContext(InferenceSession session, GenerationSpec spec, GeneratorSettings settings) {
        this.spec = spec;
        this.settings = settings;
        int wanted = settings.contextLength();
        this.limit = wanted == 0 ? spec.contextLength() : Math.min(wanted, spec.contextLength());
        this.graph = TokenGraph.of(session, spec, limit);
    }

    /** Tokens of prompt and answer together, at most. */
    int limit() {
        return limit;
    }

    /** The most tokens that one run should have. */
    int chunk() {
        return Math.min(settings.prefillChunk(), graph.mostAtOnce());
    }

    /** How many tokens the cache holds. */
    int length() {
        return graph.length();
    }

    float[] logits() {
        return graph.logits();
    }

    /**
     * Keeps what the cache and a prompt have in common, and forgets the rest.
     *
     * @param all also what was not run in the chunks of a first reading: kernels of one row and of several round
     *     otherwise
     * @return how many tokens of the prompt need not be run; at least one always is, for its logits
     */
    int keepPrefix(int[] prompt, boolean all) {
        int most = Math.min(graph.length(), prompt.length - 1);
        int common = 0;
        while (common < most && tokens[common] == prompt[common]) {
            common++;
        }
        int kept = all ? common : Math.min(inChunks, common / chunk() * chunk());
        truncate(kept);
        return kept;
    }

    void truncate(int length) {
        if (length < graph.length()) {
            graph.truncate(length);
            inChunks = Math.min(inChunks, length / chunk() * chunk());
        }
    }

    void append(int token) {
        single[0] = token;
        append(single, 0, 1);
    }

    /** Runs tokens after those that the cache holds; the logits are those after the last one. */
    void append(int[] ids, int from, int count) {
        int length = graph.length();
        while (true) {
            try {
                replay(length);
                graph.append(ids, from, count);
                break;
            } catch (DeviceLost lost) {
                InferenceSession session = settings.recovery().reopen(lost);
                graph = TokenGraph.of(session, spec, limit);
                inChunks = 0;
            }
        }
        if (inChunks == length && count == chunk()) {
            inChunks += count;
        }
        if (tokens.length < length + count) {
            tokens = Arrays.copyOf(tokens, Math.max(2 * tokens.length, length + count));
        }
        System.arraycopy(ids, from, tokens, length, count);
    }

    /** Runs what a lost cache held. */
    private void replay(int length) {
        while (graph.length() < length) {
            int at = graph.length();
            graph.append(tokens, at, Math.min(chunk(), length - at));
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
