package dev.nearside.server.routing;

import dev.nearside.routing.RoutingRules;
import dev.nearside.server.upstream.UpstreamSettings;
import java.util.List;
import java.util.Map;

/**
 * What the operator says of routing.
 *
 * @param rules who answers what
 * @param upstreams servers behind this one
 * @param environment variables, for their keys
 */
public record RoutingSettings(RoutingRules rules, List<UpstreamSettings> upstreams, Map<String, String> environment) {
    public RoutingSettings {
        upstreams = List.copyOf(upstreams);
        environment = Map.copyOf(environment);
    }

    /** The standard rules and no upstreams. */
    public static RoutingSettings alone() {
        return new RoutingSettings(RoutingRules.STANDARD, List.of(), Map.of());
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return "RoutingSettings[rules=" + rules + ", upstreams=" + upstreams + "]";
    }
}
