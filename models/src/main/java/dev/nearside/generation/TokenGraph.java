package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;

/** Runs tokens through a graph and keeps its key-value cache. Not thread-safe. The session stays the caller's. */
interface TokenGraph extends AutoCloseable {

    /** The graph of that session, by the inputs that it has. */
    static TokenGraph of(InferenceSession session, GenerationSpec spec, int contextLength) {
        if (has(session, DecoderGraph.LAST)) {
            return new DecoderGraph(session, spec, contextLength);
        }
        if (has(session, TransformersGraph.MASK)) {
            return new TransformersGraph(session, spec, contextLength);
        }
        throw new InvalidInput("no text can be generated with this graph: it has neither " + DecoderGraph.LAST + " nor "
                + TransformersGraph.MASK + ", only " + session.inputs());
    }

    private static boolean has(InferenceSession session, String name) {
        for (ValueInfo input : session.inputs()) {
            if (input.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** How many tokens the cache holds. */
    int length();

    /** Forgets the tokens from there on. */
    void truncate(int length);

    /** The most tokens that one run should have. */
    int mostAtOnce();

    /** Runs tokens after those that the cache holds. If it fails, the cache holds what it held. */
    void append(int[] ids, int from, int count);

    /** The logits after the last token that was run: one array, written anew by each run. */
    float[] logits();

    /** Releases the cache. */
    @Override
    void close();
}
