package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.GgufSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** A GGUF file on this machine, which is converted; it stays where it is. */
record GgufFileSource(Path file) implements ModelSource {

    @Override
    public String title() {
        return "gguf:" + file;
    }

    @Override
    public Manifest stage(Workshop workshop, Staging staging, PullRequest request, Pull pull) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput("there is no file " + file);
        }
        return GgufConversion.convert(new GgufSource(file, request.id()), staging, request, pull);
    }
}
