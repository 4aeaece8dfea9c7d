package dev.nearside.comparison;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * One answer, as it was measured.
 *
 * @param contestant id of who answered
 * @param prompt id of what was asked
 * @param run which repetition, from 0
 * @param text the answer; what there is of it if it failed
 * @param times how long it took
 * @param tokens how long it is
 * @param bytesOut bytes that left the tab for it
 * @param failure why it failed; null if it did not
 */
public record Measure(
        String contestant,
        String prompt,
        int run,
        String text,
        Times times,
        Tokens tokens,
        long bytesOut,
        @Nullable String failure) {

    /**
     * Times in milliseconds, speeds in tokens a second; 0 where it was not measured.
     *
     * @param firstToken from the request to the first content
     * @param total from the request to the end
     * @param prefill at which the prompt was read
     * @param decode at which the answer came after its first token
     */
    public record Times(double firstToken, double total, double prefill, double decode) {}

    /**
     * Tokens as who answered counts them; 0 where they were not told.
     *
     * @param prompt of the question
     * @param answer of the answer
     * @param cutOff whether the answer was as long as it was allowed to be, and so may lack its end
     */
    public record Tokens(int prompt, int answer, boolean cutOff) {}

    boolean isAnswered() {
        return failure == null;
    }

    /** Reads what {@link #toJson} writes. */
    public static Measure read(JsonCursor json) {
        return new Measure(
                json.field("contestant").asString(),
                json.field("prompt").asString(),
                Math.max(0, json.field("run").asInt() - 1),
                json.field("text").asString(),
                new Times(
                        number(json, "firstTokenMillis"),
                        number(json, "totalMillis"),
                        number(json, "prefill"),
                        number(json, "decode")),
                new Tokens(
                        (int) number(json, "promptTokens"),
                        (int) number(json, "answerTokens"),
                        json.optional("cutOff").map(JsonCursor::asBoolean).orElse(false)),
                (long) number(json, "bytesOut"),
                json.optional("failure").map(JsonCursor::asString).orElse(null));
    }

    private static double number(JsonCursor json, String name) {
        return Math.max(0, json.optional(name).map(JsonCursor::asDouble).orElse(0.0));
    }

    /** All of it, flat; runs count from 1. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("contestant", contestant)
                .put("prompt", prompt)
                .put("run", run + 1)
                .put("text", text)
                .put("firstTokenMillis", times.firstToken)
                .put("totalMillis", times.total)
                .put("prefill", times.prefill)
                .put("decode", times.decode)
                .put("promptTokens", tokens.prompt)
                .put("answerTokens", tokens.answer)
                .put("cutOff", tokens.cutOff)
                .put("bytesOut", bytesOut)
                .put("failure", failure == null ? JsonNull.NULL : new JsonString(failure))
                .build();
    }
}
