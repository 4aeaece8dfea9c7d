package dev.nearside.server;

import dev.nearside.error.NearsideException;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.openai.ApiError;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns exceptions into responses: the only place that does, but for streams that have begun. */
final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    /** What a handler may have said about the file that it then could not send. */
    private static final List<String> OF_THE_FILE =
            List.of("ETag", "Accept-Ranges", "Content-Encoding", "Content-Length", "Content-Range");

    private ErrorResponses() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, ErrorResponses::answer);
        routes.exception(BackendFailure.class, ErrorResponses::answer);
        routes.exception(NearsideException.class, ErrorResponses::answer);
        routes.exception(EofException.class, ErrorResponses::answer);
        routes.exception(Exception.class, ErrorResponses::answer);
    }

    private static void answer(HttpResponseException e, Context ctx) {
        Map<String, String> details = e.getDetails();
        String allowed = details.getOrDefault("availableMethods", details.get("Available methods"));
        String message = e.getStatus() == 404 && details.isEmpty()
                ? "there is nothing at " + ctx.path()
                : e.getStatus() == 405 ? "use " + allowed + " here" : String.valueOf(e.getMessage());
        send(ctx, ApiError.of(e.getStatus(), message, details));
        if (allowed != null) {
            ctx.header("Allow", allowed);
        }
        for (String name : List.of("Content-Range", "WWW-Authenticate")) {
            if (details.containsKey(name)) {
                ctx.header(name, details.get(name));
            }
        }
    }

    private static void answer(BackendFailure e, Context ctx) {
        send(ctx, ApiError.of(e));
        e.retryAfter().ifPresent(delay -> ctx.header("Retry-After", Long.toString(Math.max(1, delay.toSeconds()))));
    }

    private static void answer(NearsideException e, Context ctx) {
        ApiError error = ApiError.of(e);
        if (error.status() == 500) {
            LOG.error("{} {}: {}", ctx.req().getMethod(), ctx.path(), e.getMessage());
        }
        send(ctx, error);
    }

    /** The request broke off, or its chunks are none; there may be nobody left to be told. */
    private static void answer(EofException e, Context ctx) {
        LOG.debug("{} {} broke off", ctx.req().getMethod(), ctx.path(), e);
        send(ctx, ApiError.of(400, "the body is not whole", Map.of("code", "incomplete_body")));
    }

    private static void answer(Exception e, Context ctx) {
        LOG.error("{} {} failed", ctx.req().getMethod(), ctx.path(), e);
        send(ctx, ApiError.of(e));
    }

    private static void send(Context ctx, ApiError error) {
        HttpServletResponse response = ctx.res();
        if (response.isCommitted()) {
            // Too late for an answer: the promised length is not reached, so the server closes the connection.
            return;
        }
        response.resetBuffer();
        OF_THE_FILE.forEach(name -> response.setHeader(name, null));
        response.setHeader("Cache-Control", "no-store");
        ctx.status(error.status())
                .contentType(ApiError.CONTENT_TYPE)
                .result(error.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
