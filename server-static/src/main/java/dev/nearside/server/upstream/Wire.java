package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The connection to one upstream: HTTP/1.1 without the offer to upgrade, at which some servers hang; no redirect is
 * followed, as it could carry the key elsewhere; no compression, which would hold events back. Thread-safe.
 */
final class Wire {
    private final UpstreamSettings settings;
    private final ApiKey key;
    private final HttpClient client;

    Wire(UpstreamSettings settings, ApiKey key) {
        this.settings = settings;
        this.key = key;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.patience().connect())
                .build();
    }

    /** A GET for JSON. */
    HttpRequest get(URI address) {
        return begin(address, "application/json").GET().build();
    }

    /** A POST of JSON, for an answer of that media type. */
    HttpRequest post(URI address, ObjectNode body, String accept) {
        return begin(address, accept)
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private HttpRequest.Builder begin(URI address, String accept) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).setHeader("Accept", accept).setHeader("User-Agent", "nearside");
        if (key.isPresent() && isOfTheUpstream(address)) {
            boolean azure = settings.kind() == UpstreamKind.AZURE;
            request.setHeader(azure ? "api-key" : "Authorization", (azure ? "" : "Bearer ") + key.reveal());
        }
        return request;
    }

    /** Whether scheme, host and port are those of the settings, which the key is for. */
    private boolean isOfTheUpstream(URI address) {
        URI own = settings.baseUrl();
        return own.getScheme().equals(address.getScheme())
                && own.getRawAuthority().equals(address.getRawAuthority());
    }

    /**
     * Sends a request and waits for the head of its answer.
     *
     * @throws UpstreamFailure if there is none, or the watch says so
     */
    Answer send(HttpRequest request, Watch watch) {
        watch.check();
        CompletableFuture<HttpResponse<BodyQueue>> pending = client.sendAsync(request, head -> new BodyQueue());
        boolean answered = false;
        try {
            while (true) {
                try {
                    Answer answer = Answer.of(pending.get(Watch.SLICE.toMillis(), TimeUnit.MILLISECONDS));
                    answered = true;
                    return answer;
                } catch (TimeoutException e) {
                    watch.checkAfterSlice();
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw watch.interrupted(e);
        } finally {
            if (!answered) {
                abandon(pending);
            }
        }
    }

    /** Closes the connection, also if the answer's head comes at this moment. */
    private static void abandon(CompletableFuture<HttpResponse<BodyQueue>> pending) {
        if (!pending.cancel(true) && !pending.isCompletedExceptionally()) {
            pending.join().body().close();
        }
    }

    private UpstreamFailure failure(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return failure(
                    Failure.Kind.TIMEOUT,
                    "no connection within " + settings.patience().connect().toMillis() + " ms",
                    cause);
        }
        if (cause instanceof ConnectException) {
            boolean unknown = isCausedBy(cause, UnresolvedAddressException.class);
            String message = unknown ? "its host name is not known" : "nothing listens at " + origin();
            return again(Failure.Kind.CONNECTION, message, cause, !unknown);
        }
        if (cause instanceof SSLException) {
            return failure(Failure.Kind.CONNECTION, "no secure connection: " + cause.getMessage(), cause);
        }
        if (cause instanceof ProtocolException) {
            return failure(Failure.Kind.GARBLED, "what it answers is not HTTP", cause);
        }
        if (cause instanceof IOException) {
            return again(Failure.Kind.CONNECTION, "the connection broke before an answer", cause, true);
        }
        throw new IllegalStateException("the request to upstream " + settings.name() + " could not be sent", cause);
    }

    private String origin() {
        return settings.baseUrl().getScheme() + "://" + settings.baseUrl().getRawAuthority();
    }

    private UpstreamFailure failure(Failure.Kind kind, String message, Throwable cause) {
        return again(kind, message, cause, false);
    }

    private UpstreamFailure again(Failure.Kind kind, String message, Throwable cause, boolean worthIt) {
        return new UpstreamFailure(new UpstreamFailure.Details(settings.name(), kind, message, 0, worthIt), cause);
    }

    private static boolean isCausedBy(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
