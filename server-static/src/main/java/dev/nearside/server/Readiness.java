package dev.nearside.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether requests should be sent here: no before the bundled models are verified, no while draining. Thread-safe. */
final class Readiness {
    enum State {
        STARTING,
        READY,
        FAILED,
        DRAINING
    }

    private record Now(State state, Optional<String> problem) {}

    private Now now = new Now(State.STARTING, Optional.empty());

    /** The models are verified; does nothing if the server drains meanwhile. */
    void ready() {
        become(new Now(State.READY, Optional.empty()));
    }

    /** The models are broken; does nothing if the server drains meanwhile. */
    void failed(String problem) {
        become(new Now(State.FAILED, Optional.of(problem)));
    }

    private synchronized void become(Now next) {
        if (now.state() != State.DRAINING) {
            now = next;
        }
    }

    /** The server stops: no more requests, please. */
    void draining() {
        become(new Now(State.DRAINING, Optional.empty()));
    }

    synchronized State state() {
        return now.state();
    }

    /** For {@code /readyz}: the state in lower case, and what is wrong if something is. */
    synchronized Map<String, String> report() {
        String state = now.state().name().toLowerCase(Locale.ROOT);
        return now.problem()
                .map(problem -> Map.of("status", state, "problem", problem))
                .orElse(Map.of("status", state));
    }
}
