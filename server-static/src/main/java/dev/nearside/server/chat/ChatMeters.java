package dev.nearside.server.chat;

import dev.nearside.chat.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What {@code /metrics} tells of chats with the models of this machine. Thread-safe. */
final class ChatMeters {
    private static final Duration[] TIMES = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final AtomicLong waiting;
    private final AtomicLong answering;
    private final AtomicLong models;
    private final AtomicLong bytes;

    ChatMeters(MeterRegistry registry) {
        this.registry = registry;
        this.waiting = gauge("nearside.chat.queue.requests");
        this.answering = gauge("nearside.chat.answering");
        this.models = gauge("nearside.chat.models.loaded");
        this.bytes = gauge("nearside.chat.models.bytes");
    }

    private AtomicLong gauge(String name) {
        AtomicLong value = new AtomicLong();
        AtomicLong registered = registry.gauge(name, value);
        assert registered == value;
        return value;
    }

    void waits(int change) {
        waiting.addAndGet(change);
    }

    void answers(int change) {
        answering.addAndGet(change);
    }

    void loaded(int count, long memory) {
        models.set(count);
        bytes.set(memory);
    }

    void loading(String model, Duration took) {
        Timer.builder("nearside.chat.load")
                .description("Time that loading and testing a model takes")
                .tag("model", model)
                .register(registry)
                .record(took);
    }

    /**
     * A request ended.
     *
     * @param outcome {@code answered}, or the kind of failure in lower case
     */
    void ended(String model, String outcome) {
        Counter.builder("nearside.chat.requests")
                .description("Chats with models of this machine, by how they ended")
                .tag("model", model)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    void tokens(String model, Usage usage) {
        count(model, "prompt", usage.promptTokens() - usage.cachedTokens());
        count(model, "cached", usage.cachedTokens());
        count(model, "completion", usage.completionTokens());
    }

    private void count(String model, String kind, int tokens) {
        Counter.builder("nearside.chat.tokens")
                .description("Tokens that were read, found in a cache, and written")
                .tag("model", model)
                .tag("kind", kind)
                .register(registry)
                .increment((double) tokens);
    }

    void firstToken(String model, Duration took) {
        Timer.builder("nearside.chat.first.token")
                .description("Time from a request's arrival to its first token, loading and waiting included")
                .serviceLevelObjectives(TIMES)
                .tag("model", model)
                .register(registry)
                .record(took);
    }
}
