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
 * @param tools what is done with tools that nobody can follow
 */
public record RoutingSettings(
        RoutingRules rules, List<UpstreamSettings> upstreams, Map<String, String> environment, ToolsHere tools) {
    public RoutingSettings {
        upstreams = List.copyOf(upstreams);
        environment = Map.copyOf(environment);
    }

    /** Settings that refuse tools which nobody can follow. */
    public RoutingSettings(RoutingRules rules, List<UpstreamSettings> upstreams, Map<String, String> environment) {
        this(rules, upstreams, environment, ToolsHere.REFUSE);
    }

    /** The same with other manners about tools. */
    public RoutingSettings with(ToolsHere other) {
        return new RoutingSettings(rules, upstreams, environment, other);
    }

    /** The standard rules and no upstreams. */
    public static RoutingSettings alone() {
        return new RoutingSettings(RoutingRules.STANDARD, List.of(), Map.of());
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return "RoutingSettings[rules=" + rules + ", upstreams=" + upstreams + ", tools=" + tools + "]";
    }
}
