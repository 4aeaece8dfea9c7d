package dev.nearside.generation;

import java.util.function.LongSupplier;

/**
 * How a generator works on this device.
 *
 * @param contextLength tokens of prompt and answer together, as many as memory allows; 0 for the model's own
 * @param prefillChunk tokens of the prompt in one run, 1 or more; between runs the work can be cancelled
 * @param nanoTime nanoseconds since some moment
 * @param seeds what an answer without a seed is seeded with
 * @param recovery what is done when the GPU device goes away
 */
public record GeneratorSettings(
        int contextLength, int prefillChunk, LongSupplier nanoTime, LongSupplier seeds, SessionRecovery recovery) {
    private static final int USUAL_CHUNK = 256;

    /** The model's own context length, 256 tokens a run, the system's clock, which seeds too; no recovery. */
    public static final GeneratorSettings USUAL =
            new GeneratorSettings(0, USUAL_CHUNK, System::nanoTime, System::nanoTime, SessionRecovery.NONE);

    public GeneratorSettings {
        if (contextLength < 0 || prefillChunk < 1) {
            throw new IllegalArgumentException("context length must be 0 or more and the chunk 1 or more, not "
                    + contextLength + " and " + prefillChunk);
        }
    }

    /** The same with another context length. */
    public GeneratorSettings withContextLength(int tokens) {
        return new GeneratorSettings(tokens, prefillChunk, nanoTime, seeds, recovery);
    }

    /** The same with other chunks. */
    public GeneratorSettings withPrefillChunk(int tokens) {
        return new GeneratorSettings(contextLength, tokens, nanoTime, seeds, recovery);
    }

    /** The same with another way to recover. */
    public GeneratorSettings with(SessionRecovery otherRecovery) {
        return new GeneratorSettings(contextLength, prefillChunk, nanoTime, seeds, otherRecovery);
    }
}
