package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.upstream.UpstreamFailure;

/** What the failure of an upstream is for the client. */
final class UpstreamFailures {
    private static final int MALFORMED = 400;
    private static final int UNPROCESSABLE = 422;

    private UpstreamFailures() {}

    /**
     * The failure with a status of our own. A key that an upstream refuses is the operator's, so the client is not told 401,
     * at which it would ask its person for another key, nor a 5xx, which it would try again.
     *
     * @param contentSent whether the client got content, whatever the upstream handed on
     */
    static BackendFailure of(UpstreamFailure e, boolean contentSent) {
        Failure.Kind kind = e.failure().kind();
        boolean sent = contentSent || e.failure().contentSent();
        BackendFailure failure = new BackendFailure(
                new Failure(kind, sent),
                status(kind, e.status()),
                error(e, kind),
                e.retryAfter().orElse(null));
        return failure.causedBy(e);
    }

    private static int status(Failure.Kind kind, int upstream) {
        return switch (kind) {
            case CONNECTION, BROKEN, GARBLED -> 502;
            case TIMEOUT -> 504;
            case BUSY -> 429;
            case NO_MODEL -> 404;
            case MEMORY -> 503;
            case CONTEXT -> MALFORMED;
            case MALFORMED -> upstream == UNPROCESSABLE ? UNPROCESSABLE : MALFORMED;
            case UNAUTHORISED -> 403;
            case CANCELLED -> 499;
        };
    }

    private static ObjectNode error(UpstreamFailure e, Failure.Kind kind) {
        ObjectNode said = e.error().orElseGet(JsonNodeFactory.instance::objectNode);
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", String.valueOf(e.getMessage()));
        error.put("type", type(kind));
        // Of what is wrong with the request the upstream knows more; all else is between it and this server.
        boolean ofTheRequest =
                kind == Failure.Kind.MALFORMED && said.path("param").isTextual();
        if (ofTheRequest) {
            error.put("param", said.path("param").asText());
        } else {
            error.putNull("param");
        }
        return error.put("code", kind == Failure.Kind.CONTEXT ? "context_length_exceeded" : code(kind, said, e));
    }

    private static String code(Failure.Kind kind, ObjectNode said, UpstreamFailure e) {
        if (kind == Failure.Kind.MALFORMED && said.path("code").isTextual()) {
            return said.path("code").asText();
        }
        return kind == Failure.Kind.NO_MODEL ? "model_not_found" : e.code();
    }

    private static String type(Failure.Kind kind) {
        return switch (kind) {
            case BUSY -> "rate_limit_error";
            case UNAUTHORISED -> "permission_error";
            case MALFORMED, CONTEXT, NO_MODEL, CANCELLED -> "invalid_request_error";
            default -> "server_error";
        };
    }
}
