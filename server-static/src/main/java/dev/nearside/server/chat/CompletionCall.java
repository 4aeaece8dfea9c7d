package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for a legacy completion: prompts that the model goes on with as they are.
 *
 * @param body what the client sent
 * @param asChat what is not about the prompts; its message is the text of them, so that rules and patterns see it. Its {@code beyond}
 *     has what no model on this machine can follow: {@code echo}, {@code suffix}, {@code logprobs}, and {@code best_of} other than {@code n}
 * @param prompts one or more, each answered as often as the options say
 */
public record CompletionCall(ObjectNode body, ChatCall asChat, List<Prompt> prompts) implements TextCall {
    private static final int MOST_PROMPTS = 64;
    /** OpenAI's. */
    private static final int USUAL_LENGTH = 16;

    public CompletionCall {
        prompts = List.copyOf(prompts);
    }

    /**
     * Reads OpenAI's JSON.
     *
     * @throws BackendFailure 400, malformed, naming the parameter, if it would be wrong everywhere
     */
    public static CompletionCall read(ObjectNode body) {
        ObjectNode chat = body.deepCopy().without(List.of("prompt", "echo", "logprobs", "best_of"));
        if (!chat.hasNonNull("max_tokens")) {
            chat.put("max_tokens", USUAL_LENGTH);
        }
        try {
            List<Prompt> prompts = prompts(body.path("prompt"));
            chat.putArray("messages").addObject().put("role", "user").put("content", text(prompts));
            ChatCall call = ChatCall.read(chat);
            List<String> beyond = new ArrayList<>(call.beyond());
            beyond.addAll(beyond(body));
            return new CompletionCall(body, new ChatCall(chat, call.request(), beyond), prompts);
        } catch (InvalidInput e) {
            throw Failures.of(e);
        }
    }

    private static List<String> beyond(ObjectNode body) {
        List<String> beyond = new ArrayList<>();
        if (body.path("echo").asBoolean()) {
            beyond.add("echo");
        }
        if (body.hasNonNull("suffix") && !body.path("suffix").asText().isEmpty()) {
            beyond.add("suffix");
        }
        if (body.hasNonNull("logprobs")) {
            beyond.add("logprobs");
        }
        if (body.hasNonNull("best_of")
                && body.path("best_of").asInt(1) != body.path("n").asInt(1)) {
            beyond.add("best_of");
        }
        return beyond;
    }

    /** Tokens cannot be looked into. */
    private static String text(List<Prompt> prompts) {
        StringBuilder text = new StringBuilder();
        for (Prompt prompt : prompts) {
            text.append(prompt instanceof Prompt.Text said ? said.text() : "").append('\n');
        }
        return text.toString();
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
