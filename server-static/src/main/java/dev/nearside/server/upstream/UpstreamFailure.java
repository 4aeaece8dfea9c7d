package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.error.NearsideException;
import dev.nearside.routing.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to an upstream failed. The message begins with the upstream's name, is one line, and holds no key; {@link #code()} is
 * {@code upstream_} and the kind of failure in lower case.
 */
public final class UpstreamFailure extends NearsideException {
    private static final long serialVersionUID = 1L;

    private final Details details;

    /**
     * What is known of it.
     *
     * @param upstream its name
     * @param kind what happened
     * @param message in words, without the name
     * @param status the upstream's HTTP status, 0 if there was none
     * @param again whether the same request may be sent to it once more
     */
    record Details(String upstream, Failure.Kind kind, String message, int status, boolean again) {
        /** Nothing was answered, and it would not help to ask again. */
        static Details of(String upstream, Failure.Kind kind, String message) {
            return new Details(upstream, kind, message, 0, false);
        }
    }

    private final boolean contentSent;
    private final transient @Nullable ObjectNode error;
    private final @Nullable Duration retryAfter;

    UpstreamFailure(Details details, @Nullable Throwable cause) {
        this(details, null, null, cause);
    }

    UpstreamFailure(
            Details details, @Nullable ObjectNode error, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(details, new Extras(false, error, retryAfter), cause);
    }

    private UpstreamFailure(Details details, Extras extras, @Nullable Throwable cause) {
        super(
                "upstream_" + details.kind().name().toLowerCase(Locale.ROOT),
                "upstream " + details.upstream() + ": " + details.message(),
                cause);
        this.details = details;
        this.contentSent = extras.contentSent();
        this.error = extras.error();
        this.retryAfter = extras.retryAfter();
    }

    private record Extras(
            boolean contentSent,
            @Nullable ObjectNode error,
            @Nullable Duration retryAfter) {}

    /** The same, after content was handed on. */
    UpstreamFailure afterContent() {
        return new UpstreamFailure(details, new Extras(true, error, retryAfter), this);
    }

    /** The upstream's name. */
    public String upstream() {
        return details.upstream();
    }

    /** What it means for the attempts. */
    public Failure failure() {
        return new Failure(details.kind(), contentSent);
    }

    /** The upstream's HTTP status; 0 if it did not answer, 200 if its answer broke. */
    public int status() {
        return details.status();
    }

    /** What the upstream said: {@code {"message","type","param","code"}}, bounded and without keys. */
    public Optional<ObjectNode> error() {
        return Optional.ofNullable(error).map(ObjectNode::deepCopy);
    }

    /** When it may be asked again, if that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may be sent to the same upstream once more. */
    boolean worthAnotherTry() {
        return details.again();
    }
}
