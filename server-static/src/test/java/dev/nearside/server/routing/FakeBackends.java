package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatSink;
import dev.nearside.server.chat.TextCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Back ends that do as they are told, and remember who was asked. */
final class FakeBackends implements Backends {
    final List<Target> asked = new ArrayList<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private RoutingState state;

    /** What one does with a call. */
    interface Behaviour {
        void answer(TextCall call, Target target, ChatSink sink);
    }

    FakeBackends(Target... targets) {
        this.state = RoutingState.of(targets);
    }

    void behave(String backend, Behaviour behaviour) {
        behaviours.put(backend, behaviour);
    }

    void state(RoutingState other) {
        state = other;
    }

    @Override
    public RoutingState state() {
        return state;
    }

    @Override
    public void answer(TextCall call, Target target, ChatSink sink) {
        asked.add(target);
        behaviours.getOrDefault(target.backend(), FakeBackends::answerNormally).answer(call, target, sink);
    }

    static void answerNormally(TextCall call, Target target, ChatSink sink) {
        if (call.stream()) {
            sink.chunk(chunk(target, "role", "assistant"));
            sink.chunk(chunk(target, "content", "from "));
            sink.chunk(chunk(target, "content", target.id()));
        } else {
            sink.completion(JsonNodeFactory.instance.objectNode().put("model", target.id()));
        }
    }

    /** One that begins, says the role only, and fails like that. */
    static Behaviour failing(Failure.Kind kind) {
        return (call, target, sink) -> {
            if (call.stream()) {
                sink.chunk(chunk(target, "role", "assistant"));
            }
            throw BackendFailure.of(kind, 502, "fake", target.backend() + " fails");
        };
    }

    static ObjectNode chunk(Target target, String member, String value) {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode().put("model", target.id());
        chunk.putArray("choices").addObject().put("index", 0).putObject("delta").put(member, value);
        return chunk;
    }
}
