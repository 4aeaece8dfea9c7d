package dev.nearside.server;

import dev.nearside.server.openai.ApiError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty finds before a request reaches a route (malformed, headers too large, draining), in our form. */
final class JettyErrors extends ErrorHandler {
    private static final String PATHS = "a path has no encoded dots, backslashes or control characters, and is UTF-8";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object message = request.getAttribute(ERROR_MESSAGE);
        int status = response.getStatus();
        String text = explained(message == null ? "the request could not be answered" : message.toString());
        byte[] body = ApiError.of(status, text, Map.of()).toJson().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiError.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** What Jetty says of a request line that it refuses names a rule of its own, or nothing. */
    private static String explained(String message) {
        if (message.equals("Bad Request")) {
            return "the address or a header of the request is not in HTTP's form; " + PATHS;
        }
        return message.matches("(Ambiguous|Suspicious|Illegal) .*[Pp]ath.*|.*UTF-8.*")
                ? "the address is refused (" + message + "); " + PATHS
                : message;
    }
}
