package dev.nearside.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.JsonCursor;
import dev.nearside.routing.Condition;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Policy;
import dev.nearside.routing.Readiness;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Speed;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.RequestFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoutedDispatchTest extends DispatchFixture {
    @Test
    void theChosenOneAnswersAndTheHeadersSayWhoAndWhy() {
        dispatch(RoutingRules.STANDARD, stream("auto", "Hello"), NO_HEADERS);

        assertThat(sink.text()).isEqualTo("from jvm/small");
        assertThat(sink.headers)
                .containsEntry("X-Nearside-Backend", "jvm")
                .containsEntry("X-Nearside-Model", "small")
                .containsEntry("X-Nearside-Reason", "policy: prefer-device");
        assertThat(registry.get("nearside.routing.decisions")
                        .tags("backend", "jvm", "reason", "policy")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aFallbackAnswersAndTheHeadersSaySo() {
        backends.behave("jvm", FakeBackends.failing(Failure.Kind.MEMORY));

        dispatch(RoutingRules.STANDARD, stream("auto", "Hello"), NO_HEADERS);

        assertThat(sink.text()).startsWith("from ").doesNotContain("jvm");
        assertThat(sink.headers.get("X-Nearside-Backend")).isIn("cloud", "spare");
        assertThat(sink.headers).containsEntry("X-Nearside-Reason", "fallback: after jvm/small (memory)");
    }

    @Test
    void whatSomebodySaidBeforeTheContentIsNotSentIfHeFails() {
        backends.behave("jvm", FakeBackends.failing(Failure.Kind.BROKEN));

        dispatch(RoutingRules.STANDARD, stream("auto", "Hello"), NO_HEADERS);

        assertThat(sink.chunks)
                .extracting(chunk -> chunk.path("model").asText())
                .doesNotContain("jvm/small");
        assertThat(sink.chunks).hasSize(3);
    }

    @Test
    void aHeartbeatFixesTheHeadersAndTheChunksSayWhoAnswered() {
        backends.behave("jvm", (call, target, to) -> {
            to.heartbeat();
            throw BackendFailure.of(Failure.Kind.BUSY, 503, "fake", "busy");
        });

        dispatch(RoutingRules.STANDARD.with(Policy.PREFER_DEVICE), stream("auto", "Hello"), NO_HEADERS);

        assertThat(sink.headers).containsEntry("X-Nearside-Backend", "jvm");
        assertThat(sink.chunks.get(0).path("model").asText()).endsWith("/big");
    }

    @Test
    void nobodyElseIsAskedOnceContentWasSent() {
        backends.behave("jvm", (call, target, to) -> {
            to.chunk(FakeBackends.chunk(target, "content", "Half"));
            throw BackendFailure.of(Failure.Kind.BROKEN, 500, "fake", "broke");
        });

        BackendFailure failure = fails(RoutingRules.STANDARD, stream("auto", "Hello"), NO_HEADERS);

        assertThat(failure.failure()).isEqualTo(new Failure(Failure.Kind.BROKEN, true));
        assertThat(backends.asked).containsExactly(JVM);
        assertThat(sink.text()).isEqualTo("Half");
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void onlyFailuresThatAnotherBackEndMayNotHaveFallBack(Failure.Kind kind) {
        for (String name : List.of("jvm", "cloud", "spare")) {
            backends.behave(name, FakeBackends.failing(kind));
        }

        BackendFailure failure = fails(RoutingRules.STANDARD, whole("auto", "Hello"), NO_HEADERS);

        assertThat(failure.failure().kind()).isEqualTo(kind);
        // Both upstreams have the same context.
        int expected = !kind.fallsBack() ? 1 : kind == Failure.Kind.CONTEXT ? 2 : 3;
        assertThat(backends.asked).hasSize(expected);
        assertThat(String.valueOf(failure.getMessage()).contains("before it failed jvm/small"))
                .isEqualTo(expected > 1);
    }

    @Test
    void oneDeadlineHoldsForAllAttempts() {
        RoutingRules hasty = rules("{\"deadlineMillis\": 1}");
        backends.behave("jvm", (call, target, to) -> {
            while (!to.isCancelled()) {
                Thread.onSpinWait();
            }
            throw BackendFailure.of(Failure.Kind.CANCELLED, 499, "cancelled", "nobody waits");
        });

        BackendFailure failure = fails(hasty, stream("auto", "Hello"), NO_HEADERS);

        assertThat(failure.status()).isEqualTo(504);
        assertThat(failure.code()).isEqualTo("deadline_exceeded");
        assertThat(backends.asked).containsExactly(JVM);
    }

    @Test
    void whoIsLeftAloneAsksNobodyElse() {
        sink.left = true;
        backends.behave("jvm", FakeBackends.failing(Failure.Kind.CANCELLED));

        BackendFailure failure = fails(RoutingRules.STANDARD, stream("auto", "Hello"), NO_HEADERS);

        assertThat(failure.failure().kind()).isEqualTo(Failure.Kind.CANCELLED);
        assertThat(backends.asked).hasSize(1);
    }

    @Test
    void anOpenBreakerMeansTheNextOne() {
        Target open = CLOUD.in(new Condition(Readiness.LOADED, true, 0, Speed.UNKNOWN));
        backends.state(RoutingState.of(open, SPARE));

        dispatch(RoutingRules.STANDARD, whole("auto", "Hello"), NO_HEADERS);

        assertThat(backends.asked).containsExactly(SPARE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cloud/big   | Write to ada@example.org | {}                          | 403 | private_request
            cloud/big   | Hello                    | {"policy": "only-device"}   | 403 | policy
            nobody      | Hello                    | {}                          | 404 | model_not_found
            auto:poems  | Hello                    | {}                          | 404 | model_not_found
            jvm/small   | Hello                    | {"policy": "only-cloud"}    | 403 | policy
            """)
    void refusalsHaveStatusAndCode(String model, String text, String rules, int status, String code) {
        BackendFailure failure = fails(rules(rules), stream(model, text), NO_HEADERS);

        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(sink.headers.get("X-Nearside-Reason")).startsWith(code);
        assertThat(sink.headers).doesNotContainKey("X-Nearside-Backend");
        assertThat(backends.asked).isEmpty();
    }

    @Test
    void nobodyIsA503() {
        backends.state(RoutingState.of());

        BackendFailure failure = fails(RoutingRules.STANDARD, stream("auto", "Hello"), NO_HEADERS);

        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.code()).isEqualTo("no_backend");
    }

    @Test
    void whatIsTooLongForAllIsNamed() {
        backends.state(RoutingState.of(JVM));

        BackendFailure failure = fails(RoutingRules.STANDARD, stream("auto", "word ".repeat(3000)), NO_HEADERS);

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.code()).isEqualTo("context_length_exceeded");
    }

    @Test
    void toolsGoToAnUpstream() {
        ObjectNode body = stream("auto", "Hello");
        body.putArray("tools").addObject().put("type", "function");

        dispatch(RoutingRules.STANDARD, body, NO_HEADERS);

        assertThat(backends.asked).hasSize(1).doesNotContain(JVM);
        assertThat(sink.headers.get("X-Nearside-Reason")).startsWith("unsupported: ");
    }

    @Test
    void toolsAreRefusedByNameWhereNoUpstreamMayAnswer() {
        ObjectNode body = stream("auto", "Hello");
        body.putArray("tools").addObject().put("type", "function");

        BackendFailure failure = fails(rules("{\"policy\": \"only-device\"}"), body, NO_HEADERS);

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.code()).isEqualTo("unsupported_parameter");
        assertThat(failure.openAiError().path("param").asText()).isEqualTo("tools");
        assertThat(failure).hasMessageContaining("tools");
    }

    @Test
    void openWebUisEventsAreForThoseWhoAskedByHeader() {
        backends.behave("jvm", FakeBackends.failing(Failure.Kind.BUSY));
        backends.state(RoutingState.of(JVM, CLOUD));

        dispatch(RoutingRules.STANDARD, stream("auto", "Hello"), new RequestFacts(Map.of("X-Nearside-Status", "true")));

        JsonNode status = sink.chunks.get(0).path("event");
        assertThat(status.path("type").asText()).isEqualTo("status");
        assertThat(status.path("data").path("description").asText())
                .isEqualTo("cloud/big: fallback: after jvm/small (busy)");
        assertThat(status.path("data").path("done").asBoolean()).isTrue();
        assertThat(sink.chunks.get(1).path("selected_model_id").asText()).isEqualTo("cloud/big");
        assertThat(sink.text()).isEqualTo("from cloud/big");
    }

    @Test
    void modelsAreThoseThatThePolicyAllows() {
        assertThat(dispatcher(RoutingRules.STANDARD).models())
                .extracting(model -> model.id())
                .containsExactly(
                        "small", "auto", "auto:private", "auto:housekeeping", "auto:code", "cloud/big", "spare/big");
        assertThat(dispatcher(rules("{\"policy\": \"only-device\"}")).models())
                .extracting(model -> model.id())
                .containsExactly("small", "auto", "auto:private", "auto:housekeeping", "auto:code");
    }

    @Test
    void rulesAndStateAreToldAsTheTabReadsThem() {
        JsonCursor told = JsonCursor.of(
                dispatcher(rules("{\"policy\": \"prefer-cloud\"}")).describe());

        assertThat(RoutingRules.read(told.field("rules")).policy()).isEqualTo(Policy.PREFER_CLOUD);
        assertThat(RoutingState.read(told.field("state")).targets()).containsExactly(JVM, CLOUD, SPARE);
    }
}
