package dev.nearside.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * An error as OpenAI's API shows it: {@code {"error":{"message","type","param","code"}}}.
 *
 * @param type who has to act: {@code invalid_request_error}, {@code permission_error} or {@code server_error}
 * @param param the parameter that is at fault, if it is one
 * @param code what went wrong, in lower_snake_case
 */
record ApiError(String message, String type, @Nullable String param, String code) {
    static final String CONTENT_TYPE = "application/json";
    private static final JsonMapper JSON = new JsonMapper();

    /** The error of that status; the code defaults to the status's own name. */
    static ApiError of(int status, String message, Map<String, String> details) {
        String type = status >= 500 ? "server_error" : status == 403 ? "permission_error" : "invalid_request_error";
        String name = HttpStatus.getMessage(status).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return new ApiError(message, type, details.get("param"), details.getOrDefault("code", name));
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(Map.of("error", this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error of strings can be written as JSON", e);
        }
    }
}
