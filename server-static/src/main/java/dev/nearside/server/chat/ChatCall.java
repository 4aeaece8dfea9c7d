package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatRequest;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.ArrayList;
import java.util.List;

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
public record ChatCall(ObjectNode body, ChatRequest request, List<String> beyond) {
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

    /** Whether the answer is wanted piece by piece. */
    public boolean stream() {
        return request.stream();
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
