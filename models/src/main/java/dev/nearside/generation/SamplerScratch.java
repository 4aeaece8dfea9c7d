package dev.nearside.generation;

/** Arrays of the vocabulary's size that all answers of a generator share, one answer at a time. */
final class SamplerScratch {
    final float[] scores;
    final long[] keys;
    /** How often each token stands in the answer so far. */
    final int[] counts;
    /** Whether a token stands in prompt or answer. */
    final boolean[] seen;

    final int[] touched;
    int touchedCount;

    SamplerScratch(int vocabularySize) {
        scores = new float[vocabularySize];
        keys = new long[vocabularySize];
        counts = new int[vocabularySize];
        seen = new boolean[vocabularySize];
        touched = new int[vocabularySize];
    }

    /** Forgets the tokens of the answer before. */
    void clear() {
        for (int i = 0; i < touchedCount; i++) {
            counts[touched[i]] = 0;
            seen[touched[i]] = false;
        }
        touchedCount = 0;
    }

    void see(int token) {
        if (!seen[token]) {
            seen[token] = true;
            touched[touchedCount++] = token;
        }
    }
}
