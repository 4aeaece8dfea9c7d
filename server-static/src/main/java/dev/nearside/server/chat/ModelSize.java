package dev.nearside.server.chat;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ModelFile;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.NotEnoughMemory;
import dev.nearside.runtime.ExecutionProvider;

/**
 * What a model takes of memory, counted before it is loaded, on the safe side: its weights twice, as ONNX Runtime packs them for its
 * kernels beside the file, and a full key-value cache for each answer that it gives at once.
 *
 * @param bytes of all that
 * @param seats answers at once, 1 or more
 * @param contextLength tokens of conversation and answer that one cache can hold
 */
record ModelSize(long bytes, int seats, int contextLength) {
    private static final int MOST_SEATS = 8;
    private static final int SHORTEST_CONTEXT = 256;
    private static final int COPIES = 2;
    /** The part of the memory that the caches of one model may take. */
    private static final int CACHE_SHARE = 4;

    /**
     * The size of a model where there is that much memory for all models.
     *
     * @throws NotEnoughMemory if it does not fit even alone
     * @throws InvalidInput if it does not chat
     */
    static ModelSize of(Manifest manifest, long memoryBytes) {
        long missing = missing(manifest, memoryBytes);
        if (missing > 0) {
            throw new NotEnoughMemory("the model " + manifest.id() + " needs " + megabytes(missing)
                    + " MB of memory more than this server may use for models (" + megabytes(memoryBytes)
                    + " MB; --chat-memory sets it)");
        }
        GenerationSpec spec = spec(manifest);
        long perToken = spec.cacheBytesPerToken();
        long left = memoryBytes - weights(manifest);
        long shared = Math.min(left, memoryBytes / CACHE_SHARE);
        int seats = (int) Math.max(1, Math.min(MOST_SEATS, shared / (perToken * spec.contextLength())));
        int context = (int) Math.min(spec.contextLength(), left / (seats * perToken));
        return new ModelSize(weights(manifest) + perToken * seats * context, seats, context);
    }

    /** Bytes of memory that even its smallest use lacks; 0 if there is enough. */
    static long missing(Manifest manifest, long memoryBytes) {
        GenerationSpec spec = spec(manifest);
        long least = Math.min(SHORTEST_CONTEXT, spec.contextLength()) * spec.cacheBytesPerToken();
        return Math.max(0, weights(manifest) + least - memoryBytes);
    }

    private static long weights(Manifest manifest) {
        return COPIES
                * manifest.downloadsFor(ExecutionProvider.CPU).stream()
                        .mapToLong(ModelFile::bytes)
                        .sum();
    }

    private static GenerationSpec spec(Manifest manifest) {
        GenerationSpec spec = manifest.generation();
        if (spec == null) {
            throw new InvalidInput("the model " + manifest.id() + " does not chat; it does " + manifest.task());
        }
        return spec;
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }
}
