package dev.nearside.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether requests should be sent here: no before the bundled models are verified, no while draining. Thread-safe. */
final class Readiness {
    enum State {
        STARTING,
        READY,
        FAILED,
        DRAINING
    }

    private record Now(State state, Optional<String> problem) {}

    private final AtomicReference<Now> now = new AtomicReference<>(new Now(State.STARTING, Optional.empty()));

    /** The models are verified; does nothing if the server drains meanwhile. */
    void ready() {
        become(new Now(State.READY, Optional.empty()));
    }

    /** The models are broken; does nothing if the server drains meanwhile. */
    void failed(String problem) {
        become(new Now(State.FAILED, Optional.of(problem)));
    }

    private void become(Now next) {
        now.updateAndGet(current -> current.state() == State.DRAINING ? current : next);
    }

    /** The server stops: no more requests, please. */
    void draining() {
        now.set(new Now(State.DRAINING, Optional.empty()));
    }

    State state() {
        return now.get().state();
    }

    /** For {@code /readyz}: the state in lower case, and what is wrong if something is. */
    Map<String, String> report() {
        Now current = now.get();
        String state = current.state().name().toLowerCase(Locale.ROOT);
        return current.problem()
                .map(problem -> Map.of("status", state, "problem", problem))
                .orElse(Map.of("status", state));
    }
}
