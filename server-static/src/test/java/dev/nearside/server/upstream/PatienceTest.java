package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Servers that stall, and callers that leave. Time passes only when a test says so. */
final class PatienceTest {
    private static final Duration LONG = Duration.ofSeconds(61);

    private final Collector collector = new Collector();

    private UpstreamFailure failure(Bench bench) {
        return Bench.fails(() -> bench.upstreams().chat(Bench.request(), collector));
    }

    @Test
    void aServerThatAcceptsAndIsSilentIsLeftAfterTheTimeForTheFirstToken() {
        FakeClockServer stalled = new FakeClockServer("");

        try (HostileServer server = stalled.server(collector);
                Bench bench = stalled.bench(server)) {
            UpstreamFailure failure = failure(bench);

            assertThat(failure).hasMessage("upstream up: no first token within 60 s");
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.TIMEOUT));
            server.awaitLeftAlone();
        }
    }

    @Test
    void commentsAndTheRoleAreNoFirstToken() {
        FakeClockServer stalled = new FakeClockServer(HostileServer.HEAD + "\r\n: ping\n\n" + Chunks.ROLE);

        try (HostileServer server = stalled.server(collector);
                Bench bench = stalled.bench(server)) {
            assertThat(failure(bench)).hasMessage("upstream up: no first token within 60 s");
            assertThat(collector.chunks()).isEmpty();
            server.awaitLeftAlone();
        }
    }

    @Test
    void aServerThatStallsBetweenEventsIsLeftAfterTheIdleTime() {
        FakeClockServer stalled = new FakeClockServer(HostileServer.HEAD + "\r\n" + Chunks.HEL + ": ping\n\n");

        try (HostileServer server = stalled.server(collector);
                Bench bench = stalled.bench(server)) {
            UpstreamFailure failure = failure(bench);

            assertThat(failure).hasMessage("upstream up: no further event within 30 s");
            assertThat(failure.failure()).isEqualTo(new Failure(Kind.TIMEOUT, true));
            server.awaitLeftAlone();
        }
    }

    @Test
    void theCallersDeadlineComesBeforeAllElse() {
        FakeClockServer stalled = new FakeClockServer("");

        try (HostileServer server = stalled.server(collector);
                Bench bench = stalled.bench(server)) {
            UpstreamRequest hasty =
                    new UpstreamRequest("up", "m", Bench.request().body(), Duration.ofSeconds(10));
            UpstreamFailure failure = Bench.fails(() -> bench.upstreams().chat(hasty, collector));

            assertThat(failure).hasMessage("upstream up: the time for this request is over");
            server.awaitLeftAlone();
        }
    }

    @Test
    void aConnectionThatStaysOpenAfterTheEndIsNotWaitedForLong() {
        assertThat(textOfWhatStaysOpenAfter(Chunks.HELLO, 4)).isEqualTo("Hello");
    }

    @Test
    void anAnswerThatIsWholeIsNotLostIfTheEndOfTheStreamIsMissing() {
        assertThat(textOfWhatStaysOpenAfter(Chunks.HEL + Chunks.STOP, 2)).isEqualTo("Hel");
    }

    private String textOfWhatStaysOpenAfter(String events, int chunks) {
        FakeTime[] time = new FakeTime[1];
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(events);
            collector.awaitChunks(chunks);
            connection.awaitEnd(time[0]);
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            time[0] = bench.time;
            bench.upstreams().chat(Bench.request(), collector);
            server.awaitLeftAlone();
        }
        return collector.text();
    }

    @Test
    void eventsWithoutContentAreEventsOnceItHasBegun() {
        Bench[] bench = new Bench[1];
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL);
            collector.awaitWaitingForMore();
            for (int chunks = 2; chunks < 6; chunks++) {
                bench[0].time.advance(Duration.ofSeconds(20));
                connection.chunk(Chunks.delta("{}"));
                collector.awaitChunks(chunks);
            }
            connection.chunk(Chunks.STOP + Chunks.DONE);
            connection.endStream();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench waiting = Bench.of(server)) {
            bench[0] = waiting;
            waiting.upstreams().chat(Bench.request(), collector);

            assertThat(collector.chunks()).hasSize(6);
        }
    }

    @Test
    void cancellingClosesTheConnectionBeforeTheFirstToken() {
        HostileServer.Script script = (number, connection) -> {
            collector.awaitWaiting();
            collector.cancel();
            connection.awaitEnd();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            assertThat(failure(bench).failure()).isEqualTo(Failure.before(Kind.CANCELLED));
            server.awaitLeftAlone();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void cancellingClosesTheConnectionWithinTheAnswer() {
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL);
            collector.awaitFirst();
            collector.cancel();
            connection.awaitEnd();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            assertThat(failure(bench).failure()).isEqualTo(new Failure(Kind.CANCELLED, true));
            server.awaitLeftAlone();
        }
    }

    @Test
    void interruptingTheCallerClosesTheConnection() {
        Thread caller = Thread.currentThread();
        HostileServer.Script script = (number, connection) -> {
            collector.awaitWaiting();
            caller.interrupt();
            connection.awaitEnd();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = failure(bench);
            boolean interrupted = Thread.interrupted();

            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.CANCELLED));
            assertThat(interrupted).isTrue();
            server.awaitLeftAlone();
        }
    }

    @Test
    void aListenerThatFailsClosesTheConnectionAndIsHeard() {
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL);
            connection.awaitEnd();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            UpstreamListener failing = new UpstreamListener() {
                @Override
                public void onChunk(ObjectNode chunk) {
                    throw new IllegalStateException("the client is gone");
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            };

            assertThatThrownBy(() -> bench.upstreams().chat(Bench.request(), failing))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the client is gone");
            server.awaitLeftAlone();
            assertThat(bench.count("requests", "outcome", "abandoned")).isOne();
            assertThat(bench.count("active")).isZero();
        }
    }

    /** A server that sends something, waits until the client waits, lets a minute pass, and waits for the client to leave. */
    private static final class FakeClockServer {
        private final String sent;
        private @Nullable Bench bench;

        FakeClockServer(String sent) {
            this.sent = sent;
        }

        HostileServer server(Collector collector) {
            return HostileServer.playing((number, connection) -> {
                connection.send(sent);
                if (sent.contains(Chunks.HEL)) {
                    collector.awaitWaitingForMore();
                }
                collector.awaitWaiting();
                Objects.requireNonNull(bench).time.advance(LONG);
                connection.awaitEnd();
            });
        }

        Bench bench(HostileServer server) {
            bench = Bench.of(server);
            return bench;
        }
    }
}
