package dev.nearside.server.security;

import io.javalin.http.Context;

/** The headers of cross-origin resource sharing (Fetch standard, 3.2), written in one place. */
final class CrossOrigin {
    private static final String EXPOSED = "Content-Length, Content-Range, Accept-Ranges, ETag, Retry-After,"
            + " X-Nearside-Backend, X-Nearside-Model, X-Nearside-Reason, X-Nearside-Ignored";
    private static final String SECONDS_OF_PREFLIGHT = "600";

    private CrossOrigin() {}

    static boolean isPreflight(Context ctx) {
        return ctx.req().getMethod().equals("OPTIONS")
                && ctx.header("Origin") != null
                && ctx.header("Access-Control-Request-Method") != null;
    }

    /** Lets that origin, or {@code *} for all, read the answer. */
    static void allow(Context ctx, String origin) {
        ctx.header("Access-Control-Allow-Origin", origin);
        ctx.header("Access-Control-Expose-Headers", EXPOSED);
    }

    /** Answers a preflight with 204; the requested headers are echoed, as clients send what they like. */
    static void answerPreflight(Context ctx, String methods) {
        ctx.header("Access-Control-Allow-Methods", methods);
        String headers = ctx.header("Access-Control-Request-Headers");
        if (headers != null) {
            ctx.header("Access-Control-Allow-Headers", headers);
        }
        if ("true".equals(ctx.header("Access-Control-Request-Private-Network"))) {
            ctx.header("Access-Control-Allow-Private-Network", "true");
        }
        ctx.header("Access-Control-Max-Age", SECONDS_OF_PREFLIGHT);
        ctx.res().addHeader("Vary", "Access-Control-Request-Headers");
        ctx.res().setContentType(null);
        ctx.status(204);
    }
}
