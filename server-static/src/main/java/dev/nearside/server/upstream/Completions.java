package dev.nearside.server.upstream;

import static com.fasterxml.jackson.databind.node.JsonNodeType.ARRAY;
import static com.fasterxml.jackson.databind.node.JsonNodeType.OBJECT;
import static com.fasterxml.jackson.databind.node.JsonNodeType.STRING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.upstream.Shape.Mismatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Answers that come whole: chats, legacy completions and embeddings. */
final class Completions {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST = 32 << 20;

    private final ErrorAnswers errors;
    private final ApiKey key;

    Completions(ErrorAnswers errors, ApiKey key) {
        this.errors = errors;
        this.key = key;
    }

    /** A check of one kind of answer, which fills in what is missing. */
    interface Check {
        void check(ObjectNode answer) throws Mismatch;
    }

    /**
     * Reads an answer.
     *
     * @throws UpstreamFailure if it is none
     * @throws IOException if the connection breaks
     */
    ObjectNode read(Answer answer, Watch watch, Check check) throws IOException {
        if (answer.isEncoded()) {
            throw errors.garbled("it compressed its answer, which nobody asked for", null);
        }
        byte[] body = answer.read(LONGEST + 1, watch);
        if (body.length > LONGEST) {
            throw errors.garbled("its answer is longer than " + LONGEST + " bytes", null);
        }
        try {
            JsonNode json = JSON.readTree(key.redact(new String(body, StandardCharsets.UTF_8)));
            if (json.path("error").isObject()) {
                throw errors.inStream(json);
            }
            ObjectNode whole = Shape.object(json, "answer");
            check.check(whole);
            return whole;
        } catch (JsonProcessingException e) {
            throw errors.garbled("its answer is not JSON but " + answer.mediaType(), null);
        } catch (Mismatch e) {
            throw errors.garbled("its answer is wrong: " + e.getMessage(), null);
        }
    }

    /** Checks a {@code chat.completion}. */
    static void checkChat(ObjectNode whole, Identity identity) throws Mismatch {
        JsonNode choices = Shape.array(whole.path("choices"), "choices");
        if (choices.isEmpty()) {
            throw new Mismatch("choices must not be empty");
        }
        for (int i = 0; i < choices.size(); i++) {
            String path = "choices[" + i + "]";
            ObjectNode choice = Shape.object(choices.get(i), path);
            choice.put("index", Shape.count(choice, "index", i, path));
            Shape.optional(choice, "finish_reason", Set.of(STRING), path);
            ObjectNode message = Shape.object(choice.path("message"), path + ".message");
            Shape.optional(message, "content", Set.of(STRING), path + ".message");
            Shape.optional(message, "tool_calls", Set.of(ARRAY), path + ".message");
            if (message.path("role").asText("").isEmpty()) {
                message.put("role", "assistant");
            }
        }
        checkUsage(whole);
        identity.writeTo(whole, UpstreamRequest.Form.CHAT.whole());
    }

    /** Checks a {@code text_completion}. */
    static void checkText(ObjectNode whole, Identity identity) throws Mismatch {
        JsonNode choices = Shape.array(whole.path("choices"), "choices");
        if (choices.isEmpty()) {
            throw new Mismatch("choices must not be empty");
        }
        for (int i = 0; i < choices.size(); i++) {
            String path = "choices[" + i + "]";
            ObjectNode choice = Shape.object(choices.get(i), path);
            choice.put("index", Shape.count(choice, "index", i, path));
            Shape.optional(choice, "finish_reason", Set.of(STRING), path);
            ChunkShape.checkText(choice, path);
        }
        checkUsage(whole);
        identity.writeTo(whole, UpstreamRequest.Form.TEXT.whole());
    }

    /** Checks a list of embeddings. */
    static void checkEmbeddings(ObjectNode whole, String model) throws Mismatch {
        JsonNode data = Shape.array(whole.path("data"), "data");
        for (int i = 0; i < data.size(); i++) {
            String path = "data[" + i + "]";
            ObjectNode item = Shape.object(data.get(i), path);
            item.put("object", "embedding");
            item.put("index", Shape.count(item, "index", i, path));
            JsonNode vector = item.path("embedding");
            if (!vector.isTextual()) {
                for (JsonNode number : Shape.array(vector, path + ".embedding")) {
                    if (!number.isNumber()) {
                        throw new Mismatch(path + ".embedding must be of numbers");
                    }
                }
            }
        }
        checkUsage(whole);
        whole.put("object", "list");
        whole.put("model", model);
    }

    private static void checkUsage(ObjectNode whole) throws Mismatch {
        Shape.optional(whole, "usage", Set.of(OBJECT), "answer");
        if (whole.path("usage") instanceof ObjectNode usage) {
            ChunkShape.checkUsage(usage);
        }
    }
}
