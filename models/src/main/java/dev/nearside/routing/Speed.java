package dev.nearside.routing;

/**
 * How fast a target was seen to be.
 *
 * @param loadMillis until the model is ready to begin, 0 if it is loaded
 * @param overheadMillis from a request to its first token but for the prompt: network, queue, first step
 * @param prefill tokens of the prompt a second; 0 if not measured
 * @param decode tokens of the answer a second; 0 if not measured
 */
public record Speed(long loadMillis, long overheadMillis, double prefill, double decode) {
    /** Nothing was measured: no budget excludes it. */
    public static final Speed UNKNOWN = new Speed(0, 0, 0, 0);

    private static final double MILLIS = 1000;

    public Speed {
        if (loadMillis < 0 || overheadMillis < 0 || !(prefill >= 0) || !(decode >= 0)) {
            throw new IllegalArgumentException("times and speeds must be 0 or more");
        }
    }

    /** The time to the first token of an answer to a prompt of that length, in milliseconds. */
    public long firstTokenMillis(int promptTokens) {
        double reading = prefill > 0 ? promptTokens * MILLIS / prefill : 0;
        return loadMillis + overheadMillis + (long) reading;
    }
}
