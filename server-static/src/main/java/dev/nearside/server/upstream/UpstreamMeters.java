package dev.nearside.server.upstream;

import dev.nearside.routing.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} tells of an upstream. Thread-safe. */
final class UpstreamMeters {
    private static final Duration[] WAITS = {
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(100)
    };

    private final MeterRegistry registry;
    private final String upstream;
    private final AtomicInteger active = new AtomicInteger();
    private final Timer firstToken;
    private final Counter tries;

    UpstreamMeters(MeterRegistry registry, String upstream) {
        this.registry = registry;
        this.upstream = upstream;
        Gauge.builder("nearside.upstream.active", active, AtomicInteger::get)
                .description("Calls that are under way")
                .tag("upstream", upstream)
                .register(registry);
        this.firstToken = Timer.builder("nearside.upstream.first.token")
                .description("From the call to the first content of a streamed answer, tries included")
                .serviceLevelObjectives(WAITS)
                .tag("upstream", upstream)
                .register(registry);
        this.tries = Counter.builder("nearside.upstream.retries")
                .description("Calls that were made once more")
                .tag("upstream", upstream)
                .register(registry);
    }

    /** A number that is looked at when it is asked for. */
    <T> void watch(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder("nearside.upstream." + name, of, value)
                .description(description)
                .tag("upstream", upstream)
                .strongReference(true)
                .register(registry);
    }

    void begun() {
        active.incrementAndGet();
    }

    void firstToken(long nanos) {
        firstToken.record(Duration.ofNanos(nanos));
    }

    void triedAgain() {
        tries.increment();
    }

    void succeeded(long nanos) {
        ended("ok", nanos);
    }

    void failed(Failure.Kind kind, long nanos) {
        ended(kind.name().toLowerCase(Locale.ROOT), nanos);
    }

    /** Whoever took the answer failed. */
    void abandoned(long nanos) {
        ended("abandoned", nanos);
    }

    private void ended(String outcome, long nanos) {
        active.decrementAndGet();
        Timer.builder("nearside.upstream.requests")
                .description("Calls by how they ended, and their time from the first try to the end of the answer")
                .serviceLevelObjectives(WAITS)
                .tag("upstream", upstream)
                .tag("outcome", outcome)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }
}
