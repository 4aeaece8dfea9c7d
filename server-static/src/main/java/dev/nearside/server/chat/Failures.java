package dev.nearside.server.chat;

import dev.nearside.error.Cancelled;
import dev.nearside.error.ContextLengthExceeded;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.error.NotEnoughMemory;
import dev.nearside.routing.Failure;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What errors of models on this machine mean for a fallback and for the client. */
final class Failures {
    /** How {@link dev.nearside.json.JsonCursor} says where. */
    private static final Pattern PATH = Pattern.compile("([a-z_]+(?:\\[\\d+]|\\.[A-Za-z0-9_]+)*): .*", Pattern.DOTALL);

    private static final String ROOT = "the document";

    private static final Pattern MISSING = Pattern.compile("(?:the document|([a-z_]\\S*)): '([a-z_]+)' is missing");

    private static final Duration AFTER_MEMORY = Duration.ofSeconds(5);

    private static final int LONGEST_NAME = 100;

    private Failures() {}

    static BackendFailure of(NearsideException e) {
        if (e instanceof BackendFailure known) {
            return known;
        }
        String message = String.valueOf(e.getMessage());
        if (e instanceof InvalidInput) {
            return malformed(message).causedBy(e);
        }
        if (e instanceof ContextLengthExceeded) {
            return BackendFailure.of(Failure.Kind.CONTEXT, 400, e.code(), message)
                    .param("messages")
                    .causedBy(e);
        }
        if (e instanceof ModelNotFound) {
            return BackendFailure.of(Failure.Kind.NO_MODEL, 404, e.code(), message)
                    .param("model")
                    .causedBy(e);
        }
        if (e instanceof Cancelled) {
            return BackendFailure.of(Failure.Kind.CANCELLED, 499, "client_closed_request", message)
                    .causedBy(e);
        }
        if (e instanceof NotEnoughMemory) {
            return notEnoughMemory(message).causedBy(e);
        }
        return BackendFailure.of(Failure.Kind.BROKEN, 500, e.code(), message).causedBy(e);
    }

    static BackendFailure notEnoughMemory(String message) {
        return BackendFailure.of(Failure.Kind.MEMORY, 503, "not_enough_memory", message);
    }

    static BackendFailure outOfMemory(OutOfMemoryError e) {
        return notEnoughMemory("there is too little memory for this request at the moment")
                .retryAfter(AFTER_MEMORY)
                .causedBy(e);
    }

    static BackendFailure queueFull(Duration retryAfter) {
        return BackendFailure.of(
                        Failure.Kind.BUSY,
                        503,
                        "queue_full",
                        "too many requests wait already; try again in " + retryAfter.toSeconds() + " s")
                .retryAfter(retryAfter);
    }

    static BackendFailure unsupported(String path) {
        return BackendFailure.of(
                        Failure.Kind.MALFORMED,
                        400,
                        "unsupported_parameter",
                        "'" + path + "' is not supported by models on this machine; leave it out")
                .param(path);
    }

    /** What a client named, as far as an answer needs it. */
    static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    /** What is the root of all documents is the body of a request. */
    private static String ofTheBody(String message) {
        return message.startsWith(ROOT) ? "the request's body" + message.substring(ROOT.length()) : message;
    }

    private static BackendFailure malformed(String message) {
        if (message.startsWith("not JSON: ")) {
            return BackendFailure.of(Failure.Kind.MALFORMED, 400, "invalid_json", message);
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.matches()) {
            String name = missing.group(1) == null ? missing.group(2) : missing.group(1) + "." + missing.group(2);
            return BackendFailure.of(Failure.Kind.MALFORMED, 400, "missing_required_parameter", ofTheBody(message))
                    .param(name);
        }
        BackendFailure failure = BackendFailure.of(Failure.Kind.MALFORMED, 400, "invalid_value", ofTheBody(message));
        Matcher path = PATH.matcher(message);
        return path.matches() ? failure.param(path.group(1)) : failure;
    }
}
