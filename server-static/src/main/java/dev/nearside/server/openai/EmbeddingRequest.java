package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Overflow;
import io.javalin.http.HttpResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The body of {@code POST /v1/embeddings}. Members that it does not know are ignored, {@code user} among them.
 *
 * @param model id of the model
 * @param inputs what to embed, one or more
 * @param base64 whether the vectors are wanted as little-endian float32 in base64
 * @param overflow what to do with inputs that are too long for the model; a member of our own, {@code split} by default
 * @param dimensions the wanted length of the vectors; 0 if the request does not say
 */
record EmbeddingRequest(String model, List<EmbeddingInput> inputs, boolean base64, Overflow overflow, int dimensions) {

    EmbeddingRequest {
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads the body.
     *
     * @throws HttpResponseException 400 if a parameter is missing or wrong; it is named
     */
    static EmbeddingRequest read(JsonNode json, Limits limits) {
        JsonNode model = json.path("model");
        if (!model.isTextual() || model.asText().isBlank()) {
            throw Refusal.badRequest("model", "'model' must be the id of a model; GET /v1/models lists them");
        }
        List<EmbeddingInput> inputs = inputs(json.path("input"));
        if (inputs.size() > limits.inputs()) {
            throw Refusal.badRequest(
                    "input", "a request has " + limits.inputs() + " inputs at most, not " + inputs.size());
        }
        String format = choice(json, "encoding_format", List.of("float", "base64"));
        String overflow = choice(json, "overflow", List.of("split", "truncate", "refuse"));
        return new EmbeddingRequest(
                model.asText(),
                inputs,
                format.equals("base64"),
                Overflow.valueOf(overflow.toUpperCase(Locale.ROOT)),
                dimensions(json.path("dimensions")));
    }

    private static String choice(JsonNode json, String name, List<String> allowed) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return allowed.get(0);
        }
        if (!allowed.contains(value.asText())) {
            throw Refusal.badRequest(name, "'" + name + "' must be one of " + allowed + ", not " + shown(value));
        }
        return value.asText();
    }

    private static int dimensions(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < 1) {
            throw Refusal.badRequest("dimensions", "'dimensions' must be a whole number above 0, not " + shown(value));
        }
        return value.asInt();
    }

    private static List<EmbeddingInput> inputs(JsonNode input) {
        if (input.isTextual()) {
            return List.of(text(input));
        }
        if (!input.isArray() || input.isEmpty()) {
            throw wrongInput(input);
        }
        if (input.get(0).isIntegralNumber()) {
            return List.of(tokens(input));
        }
        List<EmbeddingInput> inputs = new ArrayList<>();
        for (JsonNode item : input) {
            if (item.isTextual()) {
                inputs.add(text(item));
            } else if (item.isArray() && !item.isEmpty()) {
                inputs.add(tokens(item));
            } else {
                throw wrongInput(item);
            }
        }
        return inputs;
    }

    /** As OpenAI does, an empty text is refused: its vector would say nothing, and is mostly a client's mistake. */
    private static EmbeddingInput text(JsonNode text) {
        if (text.asText().isEmpty()) {
            throw wrongInput(text);
        }
        return EmbeddingInput.ofText(text.asText());
    }

    private static EmbeddingInput tokens(JsonNode array) {
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = array.get(i);
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.asInt() < 0) {
                throw Refusal.badRequest("input", "a token is a whole number from 0 on, not " + shown(id));
            }
            ids[i] = id.asInt();
        }
        return EmbeddingInput.ofTokens(ids);
    }

    private static HttpResponseException wrongInput(JsonNode found) {
        String what = found.isMissingNode() ? "missing" : shown(found);
        return Refusal.badRequest(
                "input", "'input' must be a text, tokens, or an array of texts or of tokens, not empty; it is " + what);
    }

    /** What was sent, as far as an error message needs it. */
    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
