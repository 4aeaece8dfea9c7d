package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.error.NearsideException;
import dev.nearside.routing.Failure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A back end did not answer, or not to the end: what that means for a fallback, and what the client is told if there is
 * none.
 *
 * <pre>{@code
 * throw BackendFailure.of(Failure.Kind.BUSY, 503, "queue_full", "too many requests wait already")
 *         .retryAfter(Duration.ofSeconds(2));
 * }</pre>
 */
public final class BackendFailure extends NearsideException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient Told told;

    /** What the client is told. */
    private record Told(
            int status, ObjectNode error, @Nullable Duration retryAfter) {}

    /**
     * A failure with the error that an upstream sent.
     *
     * @param failure what happened
     * @param status the HTTP status for the client, 400 to 599
     * @param openAiError {@code message}, {@code type}, {@code param}, {@code code}: what stands under {@code error} in OpenAI's envelope
     * @param retryAfter when another try is worth it; null if nobody knows
     */
    public BackendFailure(Failure failure, int status, ObjectNode openAiError, @Nullable Duration retryAfter) {
        this(failure, new Told(status, openAiError.deepCopy(), retryAfter), null);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("the status of an error is 400 to 599, not " + status);
        }
    }

    private BackendFailure(Failure failure, Told told, @Nullable Throwable cause) {
        super(
                told.error().path("code").asText("error"),
                told.error().path("message").asText(),
                cause);
        this.failure = failure;
        this.told = told;
    }

    /**
     * A failure before anything of the answer was sent.
     *
     * @param code what went wrong, in lower_snake_case
     */
    public static BackendFailure of(Failure.Kind kind, int status, String code, String message) {
        ObjectNode error = JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .put("type", type(status))
                .putNull("param")
                .put("code", code);
        return new BackendFailure(Failure.before(kind), status, error, null);
    }

    private static String type(int status) {
        return switch (status) {
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    /** The same, naming the parameter that is at fault. */
    public BackendFailure param(String name) {
        ObjectNode error = openAiError().put("param", name);
        return new BackendFailure(failure, new Told(told.status(), error, told.retryAfter()), getCause());
    }

    /** The same, saying when another try is worth it. */
    public BackendFailure retryAfter(Duration delay) {
        return new BackendFailure(failure, new Told(told.status(), told.error(), delay), getCause());
    }

    /** The same, after content was sent or not. */
    public BackendFailure contentSent(boolean sent) {
        return new BackendFailure(new Failure(failure.kind(), sent), told, getCause());
    }

    /** The same with the exception that is behind it, for the log. */
    public BackendFailure causedBy(Throwable cause) {
        return new BackendFailure(failure, told, cause);
    }

    /** What happened, as {@link dev.nearside.routing.Attempts} wants it. */
    public Failure failure() {
        return failure;
    }

    /** The HTTP status for the client. */
    public int status() {
        return told.status();
    }

    /** A copy of what stands under {@code error} in OpenAI's envelope. */
    public ObjectNode openAiError() {
        return told.error().deepCopy();
    }

    /** When another try is worth it. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(told.retryAfter());
    }
}
