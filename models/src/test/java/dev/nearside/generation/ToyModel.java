package dev.nearside.generation;

import java.util.Arrays;
import java.util.Random;

/** What a toy model says next, given all tokens so far. */
@FunctionalInterface
interface ToyModel {
    void logits(int[] history, float[] logits);

    /** Logits that look random and depend on every token of the history; never a special token. */
    static ToyModel random(long seed) {
        return (history, logits) -> {
            Random random = new Random(seed * 31 + Arrays.hashCode(history));
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (random.nextGaussian() * 3);
            }
            Arrays.fill(logits, ToyTokenizer.START, ToyTokenizer.END + 1, -100);
        };
    }

    /** Says these tokens after a prompt of that length. */
    static ToyModel saying(int promptLength, int... answer) {
        return (history, logits) -> {
            Arrays.fill(logits, -10);
            logits[answer[history.length - promptLength]] = 10;
        };
    }
}
