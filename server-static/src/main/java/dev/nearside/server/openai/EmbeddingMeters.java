package dev.nearside.server.openai;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What {@code /metrics} tells of embeddings. Thread-safe. */
final class EmbeddingMeters {
    private static final Duration[] WAITS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    private final AtomicLong waitingRequests = new AtomicLong();
    private final AtomicLong waitingTokens = new AtomicLong();
    private final DistributionSummary batch;
    private final Counter tokens;
    private final Counter dropped;
    private final Timer wait;
    private final Timer run;

    EmbeddingMeters(MeterRegistry registry) {
        AtomicLong requests = registry.gauge("nearside.embeddings.queue.requests", waitingRequests);
        AtomicLong queued = registry.gauge("nearside.embeddings.queue.tokens", waitingTokens);
        assert requests == waitingRequests && queued == waitingTokens;
        batch = DistributionSummary.builder("nearside.embeddings.batch.inputs")
                .description("Inputs that were run together, of whichever requests")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        tokens = Counter.builder("nearside.embeddings.tokens")
                .description("Tokens that were embedded")
                .register(registry);
        dropped = Counter.builder("nearside.embeddings.dropped")
                .description("Requests that were not finished: the client left, or the deadline passed")
                .register(registry);
        wait = Timer.builder("nearside.embeddings.wait")
                .description("Time from a request's arrival to its first turn")
                .serviceLevelObjectives(WAITS)
                .register(registry);
        run = Timer.builder("nearside.embeddings.run")
                .description("Time that inputs which are run together take")
                .serviceLevelObjectives(WAITS)
                .register(registry);
    }

    void waiting(long requests, long queuedTokens) {
        waitingRequests.set(requests);
        waitingTokens.set(queuedTokens);
    }

    void begun(Job job) {
        wait.record(Duration.ofNanos(System.nanoTime() - job.arrived()));
    }

    void ran(int inputs, long embedded, long nanos) {
        batch.record(inputs);
        tokens.increment((double) embedded);
        run.record(Duration.ofNanos(nanos));
    }

    void dropped() {
        dropped.increment();
    }
}
