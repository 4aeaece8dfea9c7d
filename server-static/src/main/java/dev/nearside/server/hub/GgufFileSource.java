package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.server.gguf.GgufSource;
import java.nio.file.Path;
import java.util.Optional;

/** A GGUF file on this machine, which is converted; it stays where it is. */
record GgufFileSource(Path file) implements ModelSource {

    @Override
    public String title() {
        return "gguf:" + file;
    }

    @Override
    public Optional<Manifest> stage(Workshop workshop, Staging staging, PullRequest request, Pull pull) {
        return Optional.of(GgufConversion.convert(new GgufSource(file, request.id()), staging, request, pull));
    }
}
