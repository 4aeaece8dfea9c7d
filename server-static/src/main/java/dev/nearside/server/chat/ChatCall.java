package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatRequest;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request for a chat completion as it came in: as the client sent it, for other servers, and as models on this machine
 * understand it.
 *
 * <pre>{@code
 * ChatCall call = ChatCall.read(body);  // {"model":"m","messages":[{"role":"user","content":"Hi"}],"tools":[{…}]}
 * call.request().messages()             // [ChatMessage[role=USER, content=Hi]]
 * call.beyond()                         // ["tools"]
 * }</pre>
 *
 * @param body what the client sent; whoever wants to change it takes a {@code deepCopy} first
 * @param request the same without what is listed in {@code beyond}; all text of the messages is in it, that of tools and
 *     of parts beside pictures included, so that rules and patterns see everything that would leave the machine
 * @param beyond paths of what changes the answer and what no model on this machine can follow, for example {@code tools} or
 *     {@code messages[1].content[0]}; if there is any, only an upstream can answer
 */
public record ChatCall(ObjectNode body, ChatRequest request, List<String> beyond) implements TextCall {
    /** What a model can do without, unless the client says that it must be used. */
    private static final List<String> OFFERS = List.of("tools", "functions");

    private static final List<String> ABOUT_OFFERS =
            List.of("tools", "functions", "tool_choice", "function_call", "parallel_tool_calls");

    public ChatCall {
        beyond = List.copyOf(beyond);
    }

    /**
     * Reads OpenAI's JSON.
     *
     * @throws BackendFailure 400, malformed, naming the parameter, if it would be wrong everywhere
     */
    public static ChatCall read(ObjectNode body) {
        List<String> beyond = new ArrayList<>();
        try {
            ObjectNode plain = PlainRequest.of(body, beyond);
            return new ChatCall(body, ChatRequest.read(Json.read(plain.toString())), beyond);
        } catch (InvalidInput e) {
            throw Failures.of(e);
        }
    }

    /** Which model is asked for, for example {@code auto} or {@code smollm2-135m-instruct}. */
    public String model() {
        return request.model();
    }

    @Override
    public ChatCall asChat() {
        return this;
    }

    /**
     * The call without the tools that it offers; empty if it offers none, insists on them ({@code tool_choice}), or holds something
     * else that no model on this machine can follow.
     */
    public Optional<ChatCall> withoutTools() {
        return beyond.isEmpty() || !OFFERS.containsAll(beyond)
                ? Optional.empty()
                : Optional.of(new ChatCall(body.deepCopy().without(ABOUT_OFFERS), request, List.of()));
    }

    /**
     * The request, for a model on this machine.
     *
     * @throws BackendFailure 400, malformed, naming the first parameter that it cannot follow
     */
    public ChatRequest forThisMachine() {
        if (!beyond.isEmpty()) {
            throw Failures.unsupported(beyond.get(0));
        }
        return request;
    }
}
