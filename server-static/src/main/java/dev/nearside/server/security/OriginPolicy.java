package dev.nearside.server.security;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Guards the API against pages of other origins: a browser sends their requests here from inside the firewall. Pages of
 * this server, programs that are no browsers, and origins that the operator named may pass.
 */
public final class OriginPolicy {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Set<String> allowed;

    /**
     * Allows these origins besides the server's own.
     *
     * @param origins for example {@code https://chat.example.org}
     * @throws dev.nearside.error.InvalidInput if one is no origin
     */
    public OriginPolicy(List<String> origins) {
        this.allowed = origins.stream().map(Origin::normalised).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a text is an origin as the constructor takes it. */
    public static boolean isOrigin(String text) {
        return Origin.isOne(text);
    }

    /**
     * Lets the request pass, answers it if it is a preflight, or refuses it.
     *
     * @throws ForbiddenResponse if a page of another origin sent it
     */
    public void check(Context ctx) {
        ctx.res().addHeader("Vary", "Origin");
        String origin = ctx.header("Origin");
        if (origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            CrossOrigin.allow(ctx, origin);
            if (CrossOrigin.isPreflight(ctx)) {
                CrossOrigin.answerPreflight(ctx, METHODS);
                ctx.skipRemainingHandlers();
                return;
            }
        } else if (!isOwn(ctx, origin)) {
            throw new ForbiddenResponse(
                    "pages of " + (origin == null ? "other sites" : "'" + origin + "'")
                            + " may not call this server; start it with --allow-origin ORIGIN to change that",
                    Map.of("code", "origin_not_allowed"));
        }
    }

    /**
     * Lets no data pass that is not JSON, which a form of any page could send. Of a route that there is, so that a wrong
     * address or method is named first.
     *
     * @throws HttpResponseException 415 if the request carries such data
     */
    public static void requireJson(Context ctx) {
        String type = ctx.header("Content-Type");
        boolean json = type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
        if (WITH_BODY.contains(ctx.req().getMethod()) && !json) {
            throw new HttpResponseException(
                    415, "send JSON, with 'Content-Type: application/json'", Map.of("code", "unsupported_media_type"));
        }
    }

    private static boolean isOwn(Context ctx, @Nullable String origin) {
        String site = ctx.header("Sec-Fetch-Site");
        boolean siteIsOwn = site == null || site.equals("same-origin") || site.equals("none");
        String host = ctx.header("Host");
        return siteIsOwn
                && (origin == null
                        || (host != null
                                && origin.toLowerCase(Locale.ROOT)
                                        .equals(Origin.of(ctx.req().getScheme(), host))));
    }
}
