package dev.nearside.server.routing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.Json;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.RequestFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** A dispatch before three back ends that do as they are told, and what came of it. */
abstract class DispatchFixture {
    static final JsonMapper JSON = new JsonMapper();
    static final Target JVM = Target.of("jvm", "small", 2048);
    static final Target CLOUD = Target.of("cloud", "big", 128_000);
    static final Target SPARE = Target.of("spare", "big", 128_000);
    static final RequestFacts NO_HEADERS = new RequestFacts(Map.of());

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final FakeBackends backends = new FakeBackends(JVM, CLOUD, SPARE);
    final RecordingSink sink = new RecordingSink();

    void dispatch(RoutingRules rules, ObjectNode body, RequestFacts facts) {
        dispatcher(rules).dispatch(ChatCall.read(body), facts, sink);
    }

    BackendFailure fails(RoutingRules rules, ObjectNode body, RequestFacts facts) {
        return catchThrowableOfType(BackendFailure.class, () -> dispatch(rules, body, facts));
    }

    RoutedDispatch dispatcher(RoutingRules rules) {
        return new RoutedDispatch(
                new Router(rules),
                backends,
                new RoutingRecord(registry),
                new RoutedDispatch.Asking(TokenCounts.NONE, Decisions.Manners.PLAIN));
    }

    static RoutingRules rules(String json) {
        return RoutingRules.read(Json.read(json));
    }

    static ObjectNode stream(String model, String text) {
        return whole(model, text).put("stream", true);
    }

    static ObjectNode whole(String model, String text) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        return body;
    }
}
