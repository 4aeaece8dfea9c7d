package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is asked for a model that nobody has asks upstreams what they have, and waits for it. */
@Timeout(120)
final class LookAgainTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void theFirstRequestWaitsForTheList() {
        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(200, "[\"m\"]"));
                Bench bench = Bench.of(server)) {
            assertThat(bench.upstreams().silent()).containsOnlyKeys("up");

            assertThat(bench.upstreams().lookAgain(LONG, () -> true)).isTrue();

            assertThat(bench.upstreams().targets()).hasSize(1);
            assertThat(bench.upstreams().silent()).isEmpty();
        }
    }

    @Test
    void whoWasAskedJustNowIsNotAskedAgain() {
        AtomicInteger lists = new AtomicInteger();
        HostileServer.Script script =
                (number, connection) -> connection.json(200, "[\"m" + lists.incrementAndGet() + "\"]");

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            assertThat(bench.upstreams().lookAgain(LONG, () -> true)).isTrue();
            assertThat(bench.upstreams().lookAgain(LONG, () -> true)).isFalse();
            bench.time.advance(Duration.ofSeconds(6));
            assertThat(bench.upstreams().lookAgain(LONG, () -> true)).isTrue();

            assertThat(lists).hasValue(2);
            assertThat(bench.upstreams().targets().get(0).model()).isEqualTo("m2");
        }
    }

    @Test
    void whoeverAsksLeavesWithoutTheList() {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean waits = new AtomicBoolean(true);
        HostileServer.Script script = (number, connection) -> {
            waits.set(false);
            HostileServer.await(over);
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            assertThat(bench.upstreams().lookAgain(LONG, waits::get)).isTrue();

            assertThat(bench.upstreams().targets()).isEmpty();
            over.countDown();
        }
    }

    @Test
    void whyThereIsNoListIsKnown() {
        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(500, "{}"));
                Bench bench = Bench.of(server)) {
            assertThat(bench.upstreams().lookAgain(LONG, () -> true)).isTrue();

            assertThat(bench.upstreams().silent().get("up")).startsWith("no list of models: upstream up: ");
        }
    }

    @Test
    void whereTheSettingsNameTheModelsNobodyIsAsked() {
        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(200, "[]"));
                Bench bench = Bench.of(DialectsTest.azure(server.address()))) {
            assertThat(bench.upstreams().lookAgain(LONG, () -> true)).isFalse();
            assertThat(bench.upstreams().silent()).isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }
}
