package dev.nearside.server.security;

import io.javalin.http.Context;

/**
 * The headers that every answer carries. Isolation gives the page threads (SharedArrayBuffer); the content security
 * policy lets it load from here and connect to here only, so that nothing can leave the machine. Scripts of workers
 * need both as much as the page.
 */
public final class SecurityHeaders {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private static final String PERMISSIONS_POLICY = String.join(
            ", ",
            "camera=()",
            "display-capture=()",
            "geolocation=()",
            "hid=()",
            "microphone=()",
            "midi=()",
            "payment=()",
            "serial=()",
            "usb=()",
            "browsing-topics=()");

    private SecurityHeaders() {}

    /** Sets them all; routes that are meant for other origins loosen what they must. */
    public static void add(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Embedder-Policy", "require-corp");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Permissions-Policy", PERMISSIONS_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
    }
}
