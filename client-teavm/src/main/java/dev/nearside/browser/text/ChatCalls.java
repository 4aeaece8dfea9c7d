package dev.nearside.browser.text;

import dev.nearside.browser.engine.Engine;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.chat.ChatEnvelope;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.generation.SpokenTokens;
import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int32Array;

/** Answers with language models: {@code near.chat}. */
final class ChatCalls {
    private final HostMemory memory = new HostMemory();
    private final Engine engine;
    private final ChatModels chats;

    ChatCalls(Engine engine, ChatModels chats) {
        this.engine = engine;
        this.chats = chats;
    }

    /**
     * Answers a request of OpenAI's.
     *
     * @param argument {@code body}, the request's JSON; {@code provider}; {@code id} and {@code created} of the answer; what
     *     an engine before this one had come to: {@code tokens} of each choice, and how many chunks were
     *     {@code delivered}
     * @return {@code json}, the answer or the chunk that ends a stream, and {@code nearside}, where the model runs
     */
    JSObject create(JSObject argument, Call call) {
        String body = JsObjects.text(argument, "body");
        if (body == null) {
            throw new InvalidInput("chat.completions.create takes {model, messages}");
        }
        ChatRequest request = ChatRequest.read(Json.read(body));
        ChatModels.ChatModel model = chats.get(request.model(), engine.wanted(argument), call);
        ChatEnvelope envelope = new ChatEnvelope(
                String.valueOf(JsObjects.text(argument, "id")),
                (long) JsObjects.number(argument, "created", 0),
                request.model());
        AnswerStream stream = new AnswerStream(envelope, request.stream(), call, model::isClosed);
        if (request.stream()) {
            stream.skip((int) JsObjects.number(argument, "delivered", 0));
        }
        SpokenTokens spoken = request.stream() ? spoken(argument) : SpokenTokens.NONE;
        ChatResult result = model.turns().take(() -> {
            call.check();
            if (model.isClosed()) {
                throw new Cancelled("the model was unloaded before it could answer");
            }
            return model.chat().chat(request, spoken, stream);
        });
        JsonObject json = request.stream() ? envelope.closing(result) : envelope.completion(result);
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "json", Json.write(json));
        JsObjects.set(answer, "nearside", model.loaded().describe());
        return answer;
    }

    private SpokenTokens spoken(JSObject argument) {
        int choices = choices(argument);
        List<List<Integer>> spoken = new ArrayList<>();
        for (int i = 0; i < choices; i++) {
            List<Integer> tokens = new ArrayList<>();
            for (int token : memory.copyInts(tokens(argument, i))) {
                tokens.add(token);
            }
            spoken.add(tokens);
        }
        return new SpokenTokens(spoken);
    }

    @JSBody(params = "argument", script = "return (argument.tokens || []).length;")
    private static native int choices(JSObject argument);

    @JSBody(
            params = {"argument", "choice"},
            script = "return Int32Array.from(argument.tokens[choice] || []);")
    private static native Int32Array tokens(JSObject argument, int choice);
}
