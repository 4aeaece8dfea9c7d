package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for a legacy completion: prompts that the model goes on with as they are.
 *
 * @param model the id of a model of this machine
 * @param prompts one or more, each answered {@code options.choices()} times
 * @param options how answers are made
 * @param stream whether they are wanted piece by piece
 * @param includesUsage whether a stream ends with the usage
 */
public record CompletionCall(
        String model, List<Prompt> prompts, ChatOptions options, boolean stream, boolean includesUsage) {
    private static final int MOST_PROMPTS = 64;
    /** OpenAI's. */
    private static final int USUAL_LENGTH = 16;

    public CompletionCall {
        prompts = List.copyOf(prompts);
    }

    /**
     * Reads OpenAI's JSON. What is not about the prompt is read as that of a chat.
     *
     * @throws BackendFailure 400, naming the parameter that is wrong or not supported: {@code echo}, {@code suffix}, {@code logprobs}, and
     *     {@code best_of} other than {@code n}
     */
    public static CompletionCall read(ObjectNode body) {
        refuse(body, "echo", body.path("echo").asBoolean());
        refuse(body, "suffix", !body.path("suffix").asText().isEmpty());
        refuse(body, "logprobs", !body.path("logprobs").isNull());
        refuse(body, "best_of", body.path("best_of").asInt(1) != body.path("n").asInt(1));
        ObjectNode plain = body.deepCopy().without(List.of("prompt", "echo", "suffix", "logprobs", "best_of"));
        plain.putArray("messages").addObject().put("role", "user").put("content", "");
        if (!plain.hasNonNull("max_tokens")) {
            plain.put("max_tokens", USUAL_LENGTH);
        }
        try {
            ChatRequest chat = ChatRequest.read(Json.read(plain.toString()));
            return new CompletionCall(
                    chat.model(), prompts(body.path("prompt")), chat.options(), chat.stream(), chat.includesUsage());
        } catch (InvalidInput e) {
            throw Failures.of(e);
        }
    }

    private static void refuse(ObjectNode body, String name, boolean used) {
        if (body.hasNonNull(name) && used) {
            throw Failures.unsupported(name);
        }
    }

    private static List<Prompt> prompts(JsonNode prompt) {
        List<Prompt> prompts = new ArrayList<>();
        if (prompt.isTextual()) {
            prompts.add(new Prompt.Text(prompt.asText()));
        } else if (prompt.path(0).isIntegralNumber()) {
            prompts.add(tokens(prompt));
        } else if (prompt instanceof ArrayNode several) {
            several.forEach(item -> prompts.add(item.isTextual() ? new Prompt.Text(item.asText()) : tokens(item)));
        }
        if (prompts.isEmpty() || prompts.size() > MOST_PROMPTS) {
            throw wrong("must be a text, tokens, or 1 to " + MOST_PROMPTS + " of them");
        }
        return prompts;
    }

    private static Prompt tokens(JsonNode array) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : array) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.asInt() < 0) {
                throw wrong("a token is a whole number from 0 on");
            }
            ids.add(id.asInt());
        }
        if (ids.isEmpty()) {
            throw wrong("must be a text, tokens, or an array of texts or of tokens, none of them empty");
        }
        return new Prompt.Tokens(ids);
    }

    private static InvalidInput wrong(String what) {
        return new InvalidInput("prompt: " + what);
    }
}
