package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/**
 * How long a file wants texts to be at most. It is the caller's to do: {@link Encoding#truncated}.
 *
 * @param maxTokens the largest number of tokens, special ones included
 * @param stride how many tokens the parts of a longer text would share
 * @param left whether tokens go from the start of a text, not its end
 */
public record Truncation(int maxTokens, int stride, boolean left) {
    public Truncation {
        if (maxTokens < 1 || stride < 0) {
            throw new IllegalArgumentException("truncation to " + maxTokens + " tokens, sharing " + stride);
        }
    }

    static Truncation read(JsonCursor json) {
        return new Truncation(
                json.field("max_length").asInt(),
                json.optional("stride").map(JsonCursor::asInt).orElse(0),
                isLeft(json));
    }

    /** Whether the direction that a file names is left; right if it names none. */
    static boolean isLeft(JsonCursor json) {
        JsonCursor direction = json.optional("direction").orElse(null);
        if (direction == null || direction.asString().equals("Right")) {
            return false;
        }
        if (!direction.asString().equals("Left")) {
            throw direction.error("expected Left or Right, found '" + direction.asString() + "'");
        }
        return true;
    }
}
