package dev.nearside.server.security;

import io.javalin.http.Context;

/** What pages of every origin may read: the models. There is nothing secret in them, and no cookie is ever looked at. */
public final class PublicResource {
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private PublicResource() {}

    /** Opens the answer to all origins. */
    public static void open(Context ctx) {
        ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
        CrossOrigin.allow(ctx, "*");
    }

    /** Answers OPTIONS: a preflight, or the question which methods there are. */
    public static void options(Context ctx) {
        ctx.header("Allow", METHODS);
        CrossOrigin.answerPreflight(ctx, METHODS);
    }
}
