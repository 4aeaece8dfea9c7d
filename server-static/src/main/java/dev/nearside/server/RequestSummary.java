package dev.nearside.server;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * One answered request.
 *
 * @param path as it came, without the query
 * @param version the {@code v} of the query, the only part of it that is safe to write down
 * @param bytes of the body that were sent
 * @param nanos from the first byte of the request to the end of the answer
 * @param remote address of the client
 */
record RequestSummary(
        String method, String path, @Nullable String version, int status, long bytes, long nanos, String remote) {
    private static final Pattern VERSION = Pattern.compile("(?:^|&)v=([0-9a-fA-F]{1,64})(?:&|$)");

    static RequestSummary of(Request request, Response response) {
        HttpURI uri = request.getHttpURI();
        String path = uri == null || uri.getPath() == null ? "-" : uri.getPath();
        String query = uri == null || uri.getQuery() == null ? "" : uri.getQuery();
        Matcher version = VERSION.matcher(query);
        return new RequestSummary(
                request.getMethod() == null ? "-" : request.getMethod(),
                path,
                version.find() ? version.group(1) : null,
                response.getStatus(),
                "HEAD".equals(request.getMethod()) ? 0 : Response.getContentBytesWritten(response),
                System.nanoTime() - request.getBeginNanoTime(),
                String.valueOf(Request.getRemoteAddr(request)));
    }

    /** The line of the access log, for example {@code GET /nearside.js 200 1234 B 0.8 ms 127.0.0.1}. */
    @Override
    public String toString() {
        String query = version == null ? "" : "?v=" + version;
        String millis = String.format(Locale.ROOT, "%.1f", nanos / 1e6);
        return method + " " + path + query + " " + status + " " + bytes + " B " + millis + " ms " + remote;
    }
}
