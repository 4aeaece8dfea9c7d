package dev.nearside.server.routing;

import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.ChatSink;
import dev.nearside.server.chat.TextCall;
import java.util.function.BooleanSupplier;

/** Everyone who can answer a call from here. Thread-safe. */
interface Backends {

    /** What there is at the moment, and how it is doing. Asks nobody. */
    RoutingState state();

    /**
     * Asks those of whom it is not known what they have, and waits for their answers some seconds at most.
     *
     * @param goOn asked some times a second; false ends the wait
     * @return whether anybody was asked
     */
    default boolean lookAgain(BooleanSupplier goOn) {
        return false;
    }

    /**
     * Has one of them answer; blocks until all is sent.
     *
     * @throws dev.nearside.server.chat.BackendFailure if it cannot, or cannot go on
     */
    void answer(TextCall call, Target target, ChatSink sink);
}
