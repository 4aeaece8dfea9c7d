package dev.nearside.server.security;

import dev.nearside.error.InvalidInput;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers only to names that are meant for this server. A page on the internet can point its own name at 127.0.0.1 (DNS
 * rebinding) and would then be of one origin with us; the Host header still carries its name.
 */
public final class HostPolicy {
    /** What containers call the machine that they run on. */
    private static final String DOCKER_HOST = "host.docker.internal";

    private final Set<String> names;

    /**
     * Allows loopback names and addresses, {@code *.localhost}, Docker's name for its host, and these.
     *
     * @param names more names or addresses
     * @throws InvalidInput if one is none
     */
    public HostPolicy(List<String> names) {
        Set<String> allowed = new HashSet<>(Set.of(DOCKER_HOST));
        for (String name : names) {
            allowed.add(Authority.parse(bracketed(name))
                    .orElseThrow(() -> new InvalidInput("'" + name + "' is no host name or address"))
                    .host());
        }
        this.names = Set.copyOf(allowed);
    }

    /** Whether a text is a host name or an address as the constructor takes it. */
    public static boolean isHost(String text) {
        return Authority.parse(bracketed(text)).isPresent();
    }

    /**
     * Lets the request pass, or not.
     *
     * @throws ForbiddenResponse if it was sent to another name
     */
    public void check(Context ctx) {
        List<String> headers = Collections.list(ctx.req().getHeaders("Host"));
        boolean allowed = headers.size() == 1
                && isAllowed(headers.get(0), ctx)
                // A request line with a whole address names a host too.
                && isAllowed(bracketed(ctx.req().getServerName()), ctx);
        if (!allowed) {
            String name = headers.isEmpty() ? "without a Host header" : "to '" + headers.get(0) + "'";
            throw new ForbiddenResponse(
                    "this server does not answer requests " + name + "; start it with --allow-host NAME to change that",
                    Map.of("code", "host_not_allowed"));
        }
    }

    private boolean isAllowed(String authority, Context ctx) {
        return Authority.parse(authority)
                .filter(host -> host.isLoopback()
                        || names.contains(host.host())
                        // An address cannot be rebound, and this one is where the connection came in.
                        || host.host().equals(ctx.req().getLocalAddr()))
                .isPresent();
    }

    /** An IPv6 address in the form of a Host header; all else as it is. */
    private static String bracketed(String host) {
        return host.matches("[^\\[]*:.*:.*") ? "[" + host + "]" : host;
    }
}
