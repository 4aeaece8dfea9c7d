package dev.nearside.server.upstream;

import static com.fasterxml.jackson.databind.node.JsonNodeType.ARRAY;
import static com.fasterxml.jackson.databind.node.JsonNodeType.NUMBER;
import static com.fasterxml.jackson.databind.node.JsonNodeType.OBJECT;
import static com.fasterxml.jackson.databind.node.JsonNodeType.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.upstream.Shape.Mismatch;
import java.util.List;
import java.util.Set;

/**
 * The shape of an event, a {@code chat.completion.chunk} or a piece of a {@code text_completion}: what clients rely on is checked or filled in, members that nobody here knows are
 * left as they are.
 */
final class ChunkShape {
    private static final int MOST_CHOICES = 128;

    /** Where the content of an answer can be: the texts of the answer, of its reasoning and of a refusal. */
    private static final List<String> TEXTS = List.of("content", "reasoning_content", "reasoning", "refusal");

    private ChunkShape() {}

    /**
     * Checks a chunk, and writes what is missing into it.
     *
     * @throws Mismatch if it is none
     */
    static void check(ObjectNode chunk, UpstreamRequest.Form form) throws Mismatch {
        String object = chunk.path("object").asText("");
        if (!object.isEmpty() && !object.equals(form.piece())) {
            throw new Mismatch("object must be " + form.piece());
        }
        Shape.optional(chunk, "usage", Set.of(OBJECT), "chunk");
        if (chunk.path("usage") instanceof ObjectNode usage) {
            checkUsage(usage);
        }
        if (chunk.path("choices").isMissingNode() && chunk.path("usage").isObject()) {
            chunk.putArray("choices");
        }
        JsonNode choices = Shape.array(chunk.path("choices"), "choices");
        if (choices.size() > MOST_CHOICES) {
            throw new Mismatch("choices must be " + MOST_CHOICES + " at most");
        }
        for (int i = 0; i < choices.size(); i++) {
            String path = "choices[" + i + "]";
            ObjectNode choice = Shape.object(choices.get(i), path);
            checkChoice(choice, path);
            if (form == UpstreamRequest.Form.TEXT) {
                checkText(choice, path);
            } else {
                checkDelta(choice, path);
            }
        }
    }

    /** Checks the token counts of an answer. */
    static void checkUsage(ObjectNode usage) throws Mismatch {
        for (String member : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            Shape.optional(usage, member, Set.of(NUMBER), "usage");
        }
    }

    private static void checkChoice(ObjectNode choice, String path) throws Mismatch {
        int index = Shape.count(choice, "index", 0, path);
        if (index >= MOST_CHOICES) {
            throw new Mismatch(path + ".index must be below " + MOST_CHOICES);
        }
        choice.put("index", index);
        Shape.optional(choice, "finish_reason", Set.of(STRING), path);
        if (choice.path("finish_reason").asText("").isEmpty()) {
            choice.putNull("finish_reason");
        }
        Shape.optional(choice, "logprobs", Set.of(OBJECT), path);
    }

    /** Checks a choice of a legacy completion. */
    static void checkText(ObjectNode choice, String path) throws Mismatch {
        Shape.optional(choice, "text", Set.of(STRING), path);
        if (!choice.path("text").isTextual()) {
            choice.put("text", "");
        }
    }

    private static void checkDelta(ObjectNode choice, String choicePath) throws Mismatch {
        if (choice.path("delta").isMissingNode() || choice.path("delta").isNull()) {
            choice.putObject("delta");
        }
        String path = choicePath + ".delta";
        ObjectNode delta = Shape.object(choice.path("delta"), path);
        Shape.optional(delta, "role", Set.of(STRING), path);
        for (String member : TEXTS) {
            Shape.optional(delta, member, Set.of(STRING), path);
        }
        Shape.optional(delta, "tool_calls", Set.of(ARRAY), path);
        if (delta.path("tool_calls") instanceof ArrayNode calls) {
            for (int i = 0; i < calls.size(); i++) {
                ObjectNode call = Shape.object(calls.get(i), path + ".tool_calls[" + i + "]");
                // Clients put the pieces of calls together by their index, and drop those without one.
                call.put("index", Shape.count(call, "index", i, path + ".tool_calls[" + i + "]"));
            }
        }
    }

    /** Whether a checked chunk has something of the answer: a text, a tool call, or its end. */
    static boolean hasContent(ObjectNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            JsonNode delta = choice.path("delta");
            boolean text = TEXTS.stream()
                    .anyMatch(member -> !delta.path(member).asText("").isEmpty());
            if (text
                    || !choice.path("text").asText("").isEmpty()
                    || !delta.path("tool_calls").isEmpty()
                    || delta.path("function_call").isObject()
                    || isLast(choice)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a checked choice ends here. */
    static boolean isLast(JsonNode choice) {
        return choice.path("finish_reason").isTextual();
    }
}
