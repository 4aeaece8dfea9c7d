package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/**
 * How a file wants the texts of a batch brought to one length. It is the caller's to do.
 *
 * @param id the token to fill with
 * @param fixedLength the length to fill to; 0 for that of the longest text
 * @param multipleOf the length is made a multiple of this; 1 for any
 * @param left whether texts are filled before their start, not behind their end
 */
public record Padding(int id, int fixedLength, int multipleOf, boolean left) {
    public Padding {
        if (id < 0 || fixedLength < 0 || multipleOf < 1) {
            throw new IllegalArgumentException(
                    "padding by token " + id + " to " + fixedLength + ", a multiple of " + multipleOf);
        }
    }

    static Padding read(JsonCursor json) {
        JsonCursor strategy = json.field("strategy");
        boolean longest = strategy.value().kind().equals("a string");
        if (longest && !strategy.asString().equals("BatchLongest")) {
            throw strategy.error("the strategy '" + strategy.asString() + "' is not supported");
        }
        return new Padding(
                json.field("pad_id").asInt(),
                longest ? 0 : strategy.field("Fixed").asInt(),
                json.optional("pad_to_multiple_of").map(JsonCursor::asInt).orElse(1),
                Truncation.isLeft(json));
    }
}
