package dev.nearside.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers behind {@code /metrics}, in Prometheus' text format. Thread-safe. */
final class ServerMetrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private @Nullable JvmGcMetrics gc;

    /** Adds the meters of the virtual machine; apart from the constructor because it takes a while. */
    synchronized void watchJvm() {
        gc = new JvmGcMetrics();
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /** Counts one answered request. */
    void record(RequestSummary request) {
        String route = RouteLabel.of(request.path());
        Timer.builder("nearside.http.requests")
                .description("Answered requests and the time from their first byte to the end of the answer")
                .serviceLevelObjectives(BUCKETS)
                .tag("route", route)
                .tag("method", METHODS.contains(request.method()) ? request.method() : "other")
                .tag("status", Integer.toString(request.status()))
                .register(registry)
                .record(Duration.ofNanos(request.nanos()));
        Counter.builder("nearside.http.response.size")
                .baseUnit("bytes")
                .description("Bytes of the bodies that were sent")
                .tag("route", route)
                .register(registry)
                .increment((double) request.bytes());
    }

    /** Where the rooms of the server put their own meters. */
    MeterRegistry registry() {
        return registry;
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public synchronized void close() {
        if (gc != null) {
            gc.close();
        }
        registry.close();
    }
}
