package dev.nearside.server.upstream;

import dev.nearside.routing.Failure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Makes calls to one upstream: past its breaker, once more where that helps, counted. Thread-safe. */
final class Calls {
    private static final int OK = 200;

    private final Line line;
    private final Breaker breaker;
    private final UpstreamMeters meters;
    private final Duration firstToken;
    private final Retries retries =
            new Retries(() -> ThreadLocalRandom.current().nextDouble());

    /** How the upstream is spoken to. */
    record Line(Wire wire, ErrorAnswers errors, Dialect dialect) {}

    /**
     * Calls to one upstream.
     *
     * @param firstToken how long a call may take before it is answered, all tries together
     */
    Calls(Line line, Breaker breaker, UpstreamMeters meters, Duration firstToken) {
        this.line = line;
        this.breaker = breaker;
        this.meters = meters;
        this.firstToken = firstToken;
    }

    /** Reads an answer whose status is 200. */
    interface Reader<T> {
        T read(Answer answer) throws IOException;
    }

    /**
     * Calls, and reads the answer.
     *
     * @param message made anew for each try, as the upstream may have moved
     * @throws UpstreamFailure if there is no answer, or not all of it
     */
    <T> T call(Supplier<HttpRequest> message, Watch watch, Reader<T> reader) {
        meters.begun();
        try {
            T result = tryUntilAnswered(message, watch, reader);
            meters.succeeded(watch.sinceStart());
            return result;
        } catch (UpstreamFailure e) {
            meters.failed(e.failure().kind(), watch.sinceStart());
            throw e;
        } catch (RuntimeException e) {
            meters.abandoned(watch.sinceStart());
            throw e;
        }
    }

    private <T> T tryUntilAnswered(Supplier<HttpRequest> message, Watch watch, Reader<T> reader) {
        for (int tries = 1; ; tries++) {
            try {
                breaker.enter();
                return once(message, watch, reader);
            } catch (UpstreamFailure e) {
                Optional<Duration> pause = retries.pause(e, tries, timeToRetry(watch));
                if (pause.isEmpty()) {
                    throw e;
                }
                if (e.failure().kind() == Failure.Kind.CONNECTION) {
                    line.dialect().lost();
                }
                meters.triedAgain();
                watch.pause(pause.get());
            }
        }
    }

    /** Also a whole answer, which may take long, is not waited for longer than a first token before it begins. */
    private Duration timeToRetry(Watch watch) {
        Duration left = firstToken.minusNanos(watch.sinceStart());
        return left.compareTo(watch.left()) < 0 ? left : watch.left();
    }

    private <T> T once(Supplier<HttpRequest> message, Watch watch, Reader<T> reader) {
        try (Answer answer = line.wire().send(message.get(), watch)) {
            if (answer.status() != OK) {
                throw line.errors().of(answer, watch);
            }
            T result = reader.read(answer);
            breaker.succeeded();
            return result;
        } catch (IOException e) {
            UpstreamFailure broken = line.errors().broken(e);
            breaker.failed(broken);
            throw broken;
        } catch (UpstreamFailure e) {
            breaker.failed(e);
            throw e;
        } catch (RuntimeException | Error e) {
            // Whoever takes the answer failed, not the upstream.
            breaker.abandoned();
            throw e;
        }
    }
}
