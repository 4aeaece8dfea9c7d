package dev.nearside.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Place;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.RequestFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the rules, the headers, the body and the failures are: what is private reaches no upstream. */
class PrivateRequestsPropertyTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int REQUESTS = 400;
    private static final String[] POLICIES = {"only-device", "prefer-device", "prefer-cloud", "only-cloud"};
    private static final String[] MODELS = {"auto", "auto:code", "auto:private", "m", "up/m", "jvm/m", "other/m", "x"};
    private static final String[] PRIVATE = {
        "ada@example.org", "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "a secret plan"
    };

    private final Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nothingPrivateReachesAnUpstreamAndExplainSaysWhatHappens(long seed) {
        random.setSeed(seed);

        for (int i = 0; i < REQUESTS; i++) {
            FakeBackends backends = backends();
            RoutedDispatch dispatch = new RoutedDispatch(
                    new Router(rules()),
                    backends,
                    new RoutingRecord(new SimpleMeterRegistry()),
                    new RoutedDispatch.Asking(
                            TokenCounts.NONE,
                            new Decisions.Manners(
                                    random.nextBoolean() ? ToolsHere.LEAVE_OUT : ToolsHere.REFUSE, Advice.NONE)));
            Map<String, String> headers = headers();
            ObjectNode body = body();
            boolean isPrivate = makePrivate(dispatch, headers, body);
            backends.asked.clear();
            String what = "seed " + seed + ", request " + i + ": " + headers + " " + body;

            String explained;
            try {
                ChatCall call = ChatCall.read(body);
                explained = chosen(JsonCursor.of(dispatch.explain(call, new RequestFacts(headers))));
                dispatch.dispatch(call, new RequestFacts(headers), new RecordingSink());
            } catch (BackendFailure e) {
                explained = "";
            }

            if (isPrivate) {
                assertThat(backends.asked).as(what).noneMatch(target -> target.place() == Place.UPSTREAM);
            }
            if (!explained.isEmpty()) {
                assertThat(backends.asked.get(0).id()).as(what).isEqualTo(explained);
            }
        }
    }

    private static String chosen(JsonCursor decision) {
        return decision.optional("chosen")
                .map(one -> one.field("backend").asString() + "/"
                        + one.field("model").asString())
                .orElse("");
    }

    /** Makes the request private in one of many ways, or not at all. */
    private boolean makePrivate(RoutedDispatch dispatch, Map<String, String> headers, ObjectNode body) {
        switch (random.nextInt(9)) {
            case 0 -> headers.put("X-Nearside-Private", "true");
            case 1 -> body.withObject("/nearside").put("private", true);
            case 2 -> body.withObject("/nearside").put("wasPrivate", true);
            case 3 -> messages(body).addObject().put("role", "system").put("content", pick(PRIVATE) + " it is");
            case 4 ->
                messages(body)
                        .addObject()
                        .put("role", "user")
                        .putArray("content")
                        .addObject()
                        .put("type", "text")
                        .put("text", pick(PRIVATE));
            case 5 ->
                messages(body)
                        .addObject()
                        .put("role", "tool")
                        .put("tool_call_id", "t")
                        .put("content", pick(PRIVATE));
            case 6 -> body.put("user", pick(PRIVATE));
            case 7 -> {
                String id = Integer.toString(random.nextInt());
                headers.put("X-Nearside-Conversation", id);
                ObjectNode before = JSON.createObjectNode().put("model", "auto");
                messages(before).addObject().put("role", "user").put("content", pick(PRIVATE));
                try {
                    dispatch.dispatch(
                            ChatCall.read(before),
                            new RequestFacts(Map.of("X-Nearside-Conversation", id)),
                            new RecordingSink());
                } catch (BackendFailure e) {
                    assertThat(e.status()).isGreaterThanOrEqualTo(400);
                }
            }
            default -> {
                return body.path("model").asText().equals("auto:private");
            }
        }
        return true;
    }

    private ObjectNode body() {
        ObjectNode body = JSON.createObjectNode().put("model", pick(MODELS)).put("stream", random.nextBoolean());
        messages(body).addObject().put("role", "user").put("content", pick("Hello", "Write code", "### Task: x"));
        if (random.nextInt(4) == 0) {
            body.putArray("tools").addObject().put("type", "function");
        }
        return body;
    }

    private static ArrayNode messages(ObjectNode body) {
        return body.withArray("/messages");
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (random.nextInt(3) == 0) {
            headers.put("X-Nearside-Policy", pick(POLICIES));
        }
        if (random.nextInt(4) == 0) {
            headers.put("X-Nearside-Reach", pick("anywhere", "device", "tab"));
        }
        if (random.nextInt(4) == 0) {
            headers.put("X-Nearside-Status", "true");
        }
        return headers;
    }

    private RoutingRules rules() {
        String policy = pick(POLICIES);
        String rule = random.nextBoolean()
                ? "[]"
                : "[{\"name\": \"r\", \"when\": {\"task\": \"code\"}, \"then\": {\"policy\": \"" + policy
                        + "\", \"use\": [\"up\"]}}]";
        return RoutingRules.read(Json.read("{\"policy\": \"" + policy + "\", \"privacy\": {\"words\": [\"secret\"]}, "
                + "\"rules\": " + rule + "}"));
    }

    private FakeBackends backends() {
        List<Target> targets = new ArrayList<>();
        for (String name : List.of("jvm", "up", "other")) {
            if (random.nextInt(4) > 0) {
                targets.add(Target.of(name, "m", 4096));
            }
        }
        FakeBackends backends = new FakeBackends();
        backends.state(new RoutingState(random.nextInt(5) == 0, targets));
        for (Target target : targets) {
            if (random.nextBoolean()) {
                Failure.Kind[] kinds = Failure.Kind.values();
                backends.behave(target.backend(), FakeBackends.failing(kinds[random.nextInt(kinds.length)]));
            }
        }
        return backends;
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
