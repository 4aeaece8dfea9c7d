package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/**
 * A token that is found in the text before the model sees it.
 *
 * @param leftStrip whether it takes the white space before it in
 * @param rightStrip whether it takes the white space behind it in
 * @param singleWord whether it counts only where no word goes on at its ends
 * @param normalized whether it is looked for in the normalised text
 * @param special whether it is left out of decoded text when special tokens are
 */
record AddedToken(
        int id,
        String content,
        boolean leftStrip,
        boolean rightStrip,
        boolean singleWord,
        boolean normalized,
        boolean special) {

    static AddedToken read(JsonCursor json) {
        JsonCursor content = json.field("content");
        if (content.asString().isEmpty()) {
            throw content.error("an added token needs a character at least");
        }
        JsonCursor id = json.field("id");
        if (id.asInt() < 0) {
            throw id.error("no id of a token: " + id.asInt());
        }
        return new AddedToken(
                id.asInt(),
                content.asString(),
                flag(json, "lstrip"),
                flag(json, "rstrip"),
                flag(json, "single_word"),
                flag(json, "normalized"),
                flag(json, "special"));
    }

    private static boolean flag(JsonCursor json, String name) {
        return json.optional(name).map(JsonCursor::asBoolean).orElse(false);
    }
}
