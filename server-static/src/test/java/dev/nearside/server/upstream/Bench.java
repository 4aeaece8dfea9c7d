package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An upstream called {@code up} at some address, at a time of the test's own. */
final class Bench implements AutoCloseable {
    static final String KEY = "sk-very-secret-0123456789abcdef";
    static final String VARIABLE = "UP_KEY";

    final FakeTime time = new FakeTime();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Collector collector = new Collector();
    private final Upstreams upstreams;

    private Bench(UpstreamSettings settings) {
        this.upstreams = Upstreams.open(List.of(settings), Map.of(VARIABLE, KEY)::get, registry, time);
    }

    static Bench of(HostileServer server) {
        return of(settings(server.address(), UpstreamKind.AUTO));
    }

    static Bench of(UpstreamSettings settings) {
        return new Bench(settings);
    }

    static UpstreamSettings settings(URI address, UpstreamKind kind) {
        return new UpstreamSettings(
                "up", kind, address, VARIABLE, null, Target.Share.EQUAL, Patience.DEFAULT, Map.of());
    }

    Upstreams upstreams() {
        return upstreams;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A request with five minutes to go. */
    static UpstreamRequest request() {
        return request("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    static UpstreamRequest request(String body) {
        return new UpstreamRequest("up", "m", json(body), Duration.ofMinutes(5));
    }

    void chat() {
        upstreams.chat(request(), collector);
    }

    UpstreamFailure chatFails() {
        return fails(this::chat);
    }

    static UpstreamFailure fails(Runnable call) {
        UpstreamFailure failure = catchThrowableOfType(UpstreamFailure.class, call::run);
        if (failure == null) {
            throw new AssertionError("the call did not fail");
        }
        return failure;
    }

    /** As {@link #fails}, of a call that would give something. */
    static UpstreamFailure failsToGive(Supplier<?> call) {
        return fails(() -> {
            Object given = call.get();
            throw new AssertionError("it gave " + given);
        });
    }

    double count(String meter, String... tags) {
        return registry.get("nearside.upstream." + meter).tags(tags).meters().stream()
                .mapToDouble(each -> each.measure().iterator().next().getValue())
                .sum();
    }

    @Override
    public void close() {
        upstreams.close();
    }
}
