package dev.nearside.server.gguf.tokenizer;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How text is cut into words before byte-pair encoding, by the name in {@code tokenizer.ggml.pre}. GGUF files carry only
 * this name; what it stands for is what the models' own {@code tokenizer.json} have.
 *
 * @param steps what cuts, before the words become bytes
 * @param byteLevelCuts whether the step that makes bytes cuts as GPT-2's does
 * @param ignoresMerges whether a word that is a token is that token, whatever the merges say
 * @param normalizer what changes the text first; null for nothing
 */
record PreTokenization(
        List<JsonValue> steps,
        boolean byteLevelCuts,
        boolean ignoresMerges,
        @Nullable String normalizer) {
    private static final String LLAMA_3 = regex("\\p{N}{1,3}");
    private static final String QWEN_2 = regex("\\p{N}");

    private static final PreTokenization GPT_2 = new PreTokenization(List.of(), true, false, null);
    private static final PreTokenization SINGLE_DIGITS = new PreTokenization(
            List.of(JsonObject.builder()
                    .put("type", "Digits")
                    .put("individual_digits", true)
                    .build()),
            true,
            false,
            null);

    /** {@code default} is what converters wrote before there were names, for GPT-2's way. */
    private static final Map<String, PreTokenization> BY_NAME = Map.of(
            "gpt-2", GPT_2,
            "default", GPT_2,
            "smollm", SINGLE_DIGITS,
            "starcoder", SINGLE_DIGITS,
            "refact", SINGLE_DIGITS,
            "command-r", SINGLE_DIGITS,
            "llama-bpe", new PreTokenization(List.of(split(LLAMA_3)), false, true, null),
            "qwen2", new PreTokenization(List.of(split(QWEN_2)), false, false, "NFC"));

    PreTokenization {
        steps = List.copyOf(steps);
    }

    private static String regex(String digits) {
        return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|" + digits
                + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    private static JsonObject split(String regex) {
        return JsonObject.builder()
                .put("type", "Split")
                .put("pattern", JsonObject.builder().put("Regex", regex).build())
                .put("behavior", "Isolated")
                .put("invert", false)
                .build();
    }

    /**
     * The way of that name.
     *
     * @throws InvalidInput if it is not known here
     */
    static PreTokenization of(String name) {
        PreTokenization found = BY_NAME.get(name);
        if (found == null) {
            throw new InvalidInput("the tokenizer cuts text in the way called '" + name
                    + "' (tokenizer.ggml.pre), which is not known here; known are "
                    + String.join(", ", BY_NAME.keySet().stream().sorted().toList()));
        }
        return found;
    }

    /** The pre-tokenizer of a {@code tokenizer.json}. */
    JsonObject toJson() {
        List<JsonValue> all = new ArrayList<>(steps);
        all.add(byteLevel(byteLevelCuts));
        return JsonObject.builder()
                .put("type", "Sequence")
                .put("pretokenizers", new JsonArray(all))
                .build();
    }

    static JsonObject byteLevel(boolean cuts) {
        return JsonObject.builder()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", cuts)
                .build();
    }
}
