package dev.nearside.browser.routing;

import dev.nearside.error.InvalidInput;
import dev.nearside.error.NearsideException;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonString;
import dev.nearside.routing.Failure;
import java.util.List;
import java.util.Optional;

/** The server answered with an error, before its answer or in the middle of it. */
final class ServerRefused extends NearsideException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    /** Refusals that mean more than their status. */
    private static final List<String> KNOWN = List.of(
            "private_request",
            "reach",
            "policy",
            "rule",
            "cost",
            "model_not_found",
            "context_length_exceeded",
            "no_backend",
            "not_enough_memory",
            "invalid_input");

    private ServerRefused(String code, String message) {
        super(code, message, null);
    }

    /** Of an answer of 400 and more, or of an event of a stream, which has the status 0. */
    static ServerRefused of(int status, String body) {
        String message = body;
        String code = "";
        try {
            Optional<JsonCursor> error = Json.read(body).optional("error");
            if (error.isPresent() && error.get().value() instanceof JsonString text) {
                message = text.value();
            } else if (error.isPresent()) {
                message = text(error.get(), "message");
                code = text(error.get(), "code");
            }
        } catch (InvalidInput e) {
            // Of a server in between, that answers in HTML.
            message = body.startsWith("<") ? "" : body;
        }
        String said = message.isBlank() ? "the server answered " + status : shortened(message);
        return new ServerRefused(KNOWN.contains(code) ? code : ofStatus(status), said);
    }

    private static String text(JsonCursor error, String name) {
        return error.optional(name).map(JsonCursor::value).orElse(new JsonString("")) instanceof JsonString string
                ? string.value()
                : "";
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    private static String ofStatus(int status) {
        return switch (status) {
            case 400, 422 -> "invalid_input";
            case 401, 403, 407 -> "unauthorised";
            case 404 -> "model_not_found";
            case 408, 504 -> "timeout";
            case 429 -> "busy";
            default -> "server_failed";
        };
    }

    /** What an error's code, of the tab's engine or of the server, means to whoever looks for another target. */
    static Failure.Kind kindOf(String code) {
        return switch (code) {
            case "cancelled", "engine_closed" -> Failure.Kind.CANCELLED;
            case "invalid_input" -> Failure.Kind.MALFORMED;
            case "unauthorised", "private_request", "reach", "policy", "rule", "cost" -> Failure.Kind.UNAUTHORISED;
            case "model_not_found" -> Failure.Kind.NO_MODEL;
            case "context_length_exceeded" -> Failure.Kind.CONTEXT;
            case "not_enough_memory" -> Failure.Kind.MEMORY;
            case "timeout" -> Failure.Kind.TIMEOUT;
            case "busy" -> Failure.Kind.BUSY;
            case "server_unreachable" -> Failure.Kind.CONNECTION;
            default -> Failure.Kind.BROKEN;
        };
    }
}
