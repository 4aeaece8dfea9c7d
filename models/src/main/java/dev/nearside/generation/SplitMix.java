package dev.nearside.generation;

/**
 * A small random number generator that gives the same numbers in the browser as on the JVM (Steele, Lea and Flood,
 * <i>Fast Splittable Pseudorandom Number Generators</i>, 2014).
 */
final class SplitMix {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private long state;

    SplitMix(long seed) {
        this.state = seed;
    }

    /** 0 inclusive to 1 exclusive. */
    double nextDouble() {
        state += STEP;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1p-53;
    }
}
