package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.hub.PullState.Phase;
import java.nio.file.Path;

/** Calls the converter of GGUF files. */
final class GgufConversion {
    private GgufConversion() {}

    static Manifest convert(Path gguf, Staging staging, PullRequest request, Pull pull) {
        pull.phase(Phase.CONVERTING);
        throw new InvalidInput("GGUF files cannot be converted yet: " + gguf + staging + request);
    }
}
