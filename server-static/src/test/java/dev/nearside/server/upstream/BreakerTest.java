package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BreakerTest {
    private final FakeTime time = new FakeTime();
    private final Breaker breaker = new Breaker("up", time.clock());

    private static UpstreamFailure failure(Kind kind) {
        return new UpstreamFailure(UpstreamFailure.Details.of("up", kind, "so it is"), null);
    }

    private void fail(int times, Kind kind) {
        for (int i = 0; i < times; i++) {
            breaker.enter();
            breaker.failed(failure(kind));
        }
    }

    private void open() {
        fail(5, Kind.BROKEN);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION", "TIMEOUT", "BUSY", "BROKEN", "GARBLED"})
    void fiveFailuresOpenIt(Kind kind) {
        fail(4, kind);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);

        fail(1, kind);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"MALFORMED", "UNAUTHORISED", "NO_MODEL", "CONTEXT", "CANCELLED"})
    void faultsOfRequestsDoNot(Kind kind) {
        fail(50, kind);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void lessThanHalfOfTheCallsMayFail() {
        for (int i = 0; i < 20; i++) {
            breaker.enter();
            breaker.succeeded();
        }
        fail(19, Kind.BROKEN);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);

        fail(1, Kind.BROKEN);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void failuresAreForgottenAfterAMinute() {
        fail(4, Kind.BROKEN);
        time.advance(Duration.ofSeconds(61));

        fail(4, Kind.BROKEN);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void anOpenOneLetsNobodyThroughAndSaysForHowLong() {
        open();
        time.advance(Duration.ofSeconds(5));

        UpstreamFailure refused = Bench.fails(breaker::enter);

        assertThat(refused).hasMessage("upstream up: it failed too often, and is left alone for 10 s");
        assertThat(refused.failure()).isEqualTo(Failure.before(Kind.BROKEN));
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(refused.worthAnotherTry()).isFalse();
    }

    @Test
    void afterItsRestOneCallGoesOutAndClosesIt() {
        open();
        time.advance(Breaker.REST.plusMillis(1));
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);

        breaker.enter();
        assertThat(Bench.fails(breaker::enter).failure().kind()).isEqualTo(Kind.BROKEN);
        breaker.succeeded();

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        fail(4, Kind.BROKEN);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void aProbeThatFailsOpensItAnew() {
        open();
        time.advance(Breaker.REST.plusMillis(1));

        fail(1, Kind.CONNECTION);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        time.advance(Breaker.REST.plusMillis(1));
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
    }

    @Test
    void aProbeThatIsCancelledLeavesItsPlaceToTheNext() {
        open();
        time.advance(Breaker.REST.plusMillis(1));

        fail(3, Kind.CANCELLED);
        breaker.enter();
        breaker.abandoned();
        breaker.enter();
        breaker.succeeded();

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void aProbeOnWhichTheServerFindsFaultShowsThatItLives() {
        open();
        time.advance(Breaker.REST.plusMillis(1));

        fail(1, Kind.MALFORMED);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        breaker.enter();
        breaker.failed(new UpstreamFailure(
                UpstreamFailure.Details.of("up", Kind.BUSY, "slow down"), null, Duration.ofSeconds(20), null));
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);

        time.advance(Duration.ofSeconds(8));
        UpstreamFailure refused = Bench.fails(breaker::enter);
        time.advance(Duration.ofSeconds(12));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(12));
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void anUpstreamThatFailsIsLeftAloneAndComesBack() {
        AtomicBoolean well = new AtomicBoolean();
        HostileServer.Script script = (number, connection) -> {
            if (!well.get()) {
                connection.json(500, "{}");
            } else {
                connection.stream(Chunks.HELLO);
            }
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench =
                        Bench.of(UpstreamSettingsTest.withModel(Bench.settings(server.address(), UpstreamKind.AUTO)))) {
            for (int i = 0; i < 5; i++) {
                assertThat(bench.chatFails().status()).isEqualTo(500);
            }
            assertThat(bench.upstreams().targets().get(0).condition().breakerOpen())
                    .isTrue();
            assertThat(bench.upstreams().health().get(0).breaker()).isEqualTo("open");
            assertThat(bench.count("breaker")).isEqualTo(2);
            assertThat(bench.chatFails().status()).isEqualTo(503);
            assertThat(server.requests()).hasSize(5);

            well.set(true);
            bench.time.advance(Breaker.REST.plusMillis(1));
            assertThat(bench.upstreams().targets().get(0).condition().breakerOpen())
                    .isFalse();
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("Hello");
            assertThat(bench.count("breaker")).isZero();
            assertThat(bench.count("requests", "outcome", "broken")).isEqualTo(6);
            assertThat(bench.count("requests", "outcome", "ok")).isOne();
        }
    }
}
