package dev.nearside.server.routing;

import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.ChatSink;

/** Everyone who can answer a chat from here. Thread-safe. */
interface Backends {

    /** What there is at the moment, and how it is doing. Asks nobody. */
    RoutingState state();

    /**
     * Has one of them answer; blocks until all is sent.
     *
     * @throws dev.nearside.server.chat.BackendFailure if it cannot, or cannot go on
     */
    void answer(ChatCall call, Target target, ChatSink sink);
}
