package dev.nearside.server.chat;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ModelFile;
import dev.nearside.routing.Condition;
import dev.nearside.routing.Readiness;
import dev.nearside.routing.Speed;
import dev.nearside.runtime.ExecutionProvider;

/** How models of this machine are doing, as the router wants to know it. */
final class JvmConditions {
    /** Hashing, loading and testing, where it was never measured; on the slow side. */
    private static final long BYTES_PER_MILLI = 100_000;

    private JvmConditions() {}

    static Condition of(Manifest manifest, long memoryBytes, boolean loaded, SpeedLog speeds) {
        Speed seen = speeds.of(manifest.id());
        long load = loaded ? 0 : seen.loadMillis() > 0 ? seen.loadMillis() : guess(manifest);
        return new Condition(
                loaded ? Readiness.LOADED : Readiness.INSTALLED,
                false,
                ModelSize.missing(manifest, memoryBytes),
                new Speed(load, seen.overheadMillis(), seen.prefill(), seen.decode()));
    }

    private static long guess(Manifest manifest) {
        long bytes = 0;
        for (ModelFile file : manifest.downloadsFor(ExecutionProvider.CPU)) {
            bytes += file.bytes();
        }
        return bytes / BYTES_PER_MILLI;
    }

    /** Tokens of conversation and answer together; the model's own where it does not fit at all. */
    static int contextLength(Manifest manifest, ChatSettings settings) {
        GenerationSpec spec = manifest.generation();
        if (spec == null) {
            return 0;
        }
        return ModelSize.missing(manifest, settings.memoryBytes()) > 0
                ? spec.contextLength()
                : ModelSize.of(manifest, settings.memoryBytes()).contextLength();
    }
}
