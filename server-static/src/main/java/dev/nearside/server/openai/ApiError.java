package dev.nearside.server.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.server.chat.BackendFailure;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * An error as OpenAI's API shows it: {@code {"error":{"message","type","param","code"}}}.
 *
 * @param status of the answer, 400 to 599
 * @param error {@code message}; {@code type}, which says who has to act: {@code invalid_request_error}, {@code permission_error},
 *     {@code rate_limit_error} or {@code server_error}; {@code param}, the parameter that is at fault, if it is one; {@code code}, what went
 *     wrong, in lower_snake_case
 */
public record ApiError(int status, ObjectNode error) {
    /** Of an answer that is an error. */
    public static final String CONTENT_TYPE = "application/json";

    /** nginx's status for it: nobody is there to read the answer. */
    private static final int CLIENT_LEFT = 499;

    private static final JsonMapper JSON = new JsonMapper();

    /** The error of that status; {@code details} may have {@code param}, and {@code code}, which defaults to the status's own name. */
    public static ApiError of(int status, String message, Map<String, String> details) {
        HttpStatus.Code known = HttpStatus.getCode(status);
        String name = (known == null ? "error" : known.getMessage())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_");
        return new ApiError(
                status,
                JSON.createObjectNode()
                        .put("message", message)
                        .put("type", type(status))
                        .put("param", details.get("param"))
                        .put("code", details.getOrDefault("code", name)));
    }

    /** The error that an exception of this program stands for. One that nobody foresaw is 500, and says nothing of what happened. */
    public static ApiError of(Exception e) {
        if (e instanceof BackendFailure failure) {
            return new ApiError(failure.status(), failure.openAiError());
        }
        if (e instanceof HttpResponseException refusal) {
            return of(refusal.getStatus(), String.valueOf(refusal.getMessage()), refusal.getDetails());
        }
        if (e instanceof NearsideException known) {
            int status = e instanceof ModelNotFound
                    ? 404
                    : e instanceof InvalidInput ? 400 : e instanceof Cancelled ? CLIENT_LEFT : 500;
            return of(status, String.valueOf(e.getMessage()), Map.of("code", known.code()));
        }
        return of(500, "the server failed; its log says why", Map.of());
    }

    private static String type(int status) {
        return switch (status) {
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    /** The envelope. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(JSON.createObjectNode().set("error", error));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error can be written as JSON", e);
        }
    }
}
