package dev.nearside.generation;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.util.ArrayList;
import java.util.List;

/** A byte-level tokenizer: 256 bytes, a few longer tokens, and ChatML's two special ones. */
final class ToyTokenizer {
    static final int START = 300;
    static final int END = 301;
    static final int SIZE = 320;
    static final List<String> MERGES = List.of(
            "h e", "l l", "he ll", "hell o", "Ġ w", "o r", "Ġw or", "l d", "Ġwor ld", "\" :", "\" ,", "} }", "] }");

    private ToyTokenizer() {}

    static Tokenizer create() {
        JsonObject.Builder vocabulary = JsonObject.builder();
        for (int b = 0; b < 256; b++) {
            vocabulary = vocabulary.put(String.valueOf(characterOf(b)), b);
        }
        List<JsonValue> merges = new ArrayList<>();
        for (String merge : MERGES) {
            vocabulary = vocabulary.put(merge.replace(" ", ""), 256 + merges.size());
            merges.add(new JsonString(merge));
        }
        JsonObject bytes = JsonObject.builder()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true)
                .build();
        return Tokenizers.fromJson(JsonObject.builder()
                .put("added_tokens", new JsonArray(List.of(special(START, "<|im_start|>"), special(END, "<|im_end|>"))))
                .put("pre_tokenizer", bytes)
                .put("decoder", bytes)
                .put(
                        "model",
                        JsonObject.builder()
                                .put("type", "BPE")
                                .put("vocab", vocabulary.build())
                                .put("merges", new JsonArray(merges))
                                .build())
                .build()
                .toString());
    }

    private static JsonObject special(int id, String content) {
        return JsonObject.builder()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true)
                .build();
    }

    /** GPT-2's printable character for a byte. */
    private static char characterOf(int wanted) {
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            char c = (char) (printable ? b : next++);
            if (b == wanted) {
                return c;
            }
        }
        throw new IllegalArgumentException("no byte: " + wanted);
    }
}
