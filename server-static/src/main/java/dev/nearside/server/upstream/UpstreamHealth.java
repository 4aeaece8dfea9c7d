package dev.nearside.server.upstream;

/**
 * How an upstream is doing.
 *
 * @param name its name
 * @param listed whether it said what models it has when it was asked last
 * @param breaker {@code closed}, {@code half_open} or {@code open}
 * @param models how many chats may be sent to
 */
public record UpstreamHealth(String name, boolean listed, String breaker, int models) {}
