package dev.nearside.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The tokenizers that are tested. */
enum Family {
    MINILM("/all-minilm-l6-v2-q-tokenizer.json");

    private final String resource;

    Family(String resource) {
        this.resource = resource;
    }

    String json() {
        try (InputStream in = Objects.requireNonNull(Family.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
