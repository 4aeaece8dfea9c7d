package dev.nearside.server.routing;

import dev.nearside.routing.RoutingRequest;
import org.jspecify.annotations.Nullable;

/**
 * A call as the router is asked about it.
 *
 * @param request what it looks at
 * @param conversation the id of the conversation that it belongs to; null if it has none
 * @param wantsStatus whether its client asked for Open WebUI's events in the stream
 */
record Question(RoutingRequest request, @Nullable String conversation, boolean wantsStatus) {}
