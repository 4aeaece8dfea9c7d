package dev.nearside.catalog;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * The tokenizer of a model that takes text.
 *
 * @param file its path among the model's files: Hugging Face's {@code tokenizer.json}, or, where it ends in
 *     {@code .bin}, what {@code dev.nearside.tokenizer.Tokenizers.compact} made of one
 */
public record TokenizerSpec(String file) {
    private static final String COMPACT = ".bin";
    private static final String JSON = ".json";

    /** Whether the file is compact, and so is read in milliseconds. */
    public boolean isCompact() {
        return file.endsWith(COMPACT);
    }

    /** The specification with the compact file in place of the JSON. */
    public TokenizerSpec compacted() {
        String stem = file.endsWith(JSON) ? file.substring(0, file.length() - JSON.length()) : file;
        return new TokenizerSpec(isCompact() ? file : stem + COMPACT);
    }

    static TokenizerSpec read(JsonCursor json) {
        return new TokenizerSpec(json.field("file").asString());
    }

    JsonObject toJson() {
        return JsonObject.builder().put("file", file).build();
    }
}
