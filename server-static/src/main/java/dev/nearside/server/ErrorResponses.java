package dev.nearside.server;

import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns exceptions into responses: the only place that does. */
final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    /** What a handler may have said about the file that it then could not send. */
    private static final List<String> OF_THE_FILE =
            List.of("ETag", "Accept-Ranges", "Content-Encoding", "Content-Length", "Content-Range");

    private ErrorResponses() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, ErrorResponses::answer);
        routes.exception(NearsideException.class, ErrorResponses::answer);
        routes.exception(Exception.class, ErrorResponses::answer);
    }

    private static void answer(HttpResponseException e, Context ctx) {
        Map<String, String> details = e.getDetails();
        String allowed = details.getOrDefault("availableMethods", details.get("Available methods"));
        String message = e.getStatus() == 404 && details.isEmpty()
                ? "there is nothing at " + ctx.path()
                : e.getStatus() == 405 ? "use " + allowed + " here" : String.valueOf(e.getMessage());
        send(ctx, e.getStatus(), ApiError.of(e.getStatus(), message, details));
        if (allowed != null) {
            ctx.header("Allow", allowed);
        }
        if (details.containsKey("Content-Range")) {
            ctx.header("Content-Range", details.get("Content-Range"));
        }
    }

    private static void answer(NearsideException e, Context ctx) {
        int status = e instanceof ModelNotFound ? 404 : e instanceof InvalidInput ? 400 : 500;
        if (status == 500) {
            LOG.error("{} {}: {}", ctx.req().getMethod(), ctx.path(), e.getMessage());
        }
        send(ctx, status, ApiError.of(status, String.valueOf(e.getMessage()), Map.of("code", e.code())));
    }

    private static void answer(Exception e, Context ctx) {
        LOG.error("{} {} failed", ctx.req().getMethod(), ctx.path(), e);
        send(ctx, 500, ApiError.of(500, "the server failed; its log says why", Map.of()));
    }

    private static void send(Context ctx, int status, ApiError error) {
        HttpServletResponse response = ctx.res();
        if (response.isCommitted()) {
            // Too late for an answer: the promised length is not reached, so the server closes the connection.
            return;
        }
        response.resetBuffer();
        OF_THE_FILE.forEach(name -> response.setHeader(name, null));
        response.setHeader("Cache-Control", "no-store");
        ctx.status(status)
                .contentType(ApiError.CONTENT_TYPE)
                .result(error.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
