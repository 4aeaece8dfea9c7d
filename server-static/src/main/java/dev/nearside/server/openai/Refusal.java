package dev.nearside.server.openai;

import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Map;

/** Why a request is not answered, in the words of OpenAI's error envelope. */
final class Refusal {
    private Refusal() {}

    /** 400: that parameter is wrong. */
    static HttpResponseException badRequest(String param, String message) {
        return new HttpResponseException(400, message, Map.of("param", param, "code", "invalid_value"));
    }

    /** 400: the input is too long. */
    static HttpResponseException tooLong(String message) {
        return new HttpResponseException(400, message, Map.of("param", "input", "code", "context_length_exceeded"));
    }

    /** 404: there is no such model. */
    static HttpResponseException noModel(String message) {
        return new HttpResponseException(404, message, Map.of("param", "model", "code", "model_not_found"));
    }

    /** 408: the body came too slowly. */
    static HttpResponseException bodyTooSlow() {
        return new HttpResponseException(
                408, "the request's body did not come in time", Map.of("code", "request_timeout"));
    }

    /** 400: the body broke off, or its chunks are none; there may be nobody left to be told. */
    static HttpResponseException bodyBroken(IOException cause) {
        HttpResponseException refusal =
                new HttpResponseException(400, "the body is not whole", Map.of("code", "incomplete_body"));
        refusal.initCause(cause);
        return refusal;
    }

    /** 413: the body is too large. */
    static HttpResponseException tooLarge(int limit) {
        return new HttpResponseException(
                413,
                "the request is larger than " + limit + " bytes; send the inputs in several requests",
                Map.of("code", "request_too_large"));
    }

    /** 503: so much waits already. */
    static HttpResponseException queueFull() {
        return new HttpResponseException(
                503, "too many requests wait already; try again in a second", Map.of("code", "queue_full"));
    }

    /** 503: it took too long. */
    static HttpResponseException tooLate(long seconds) {
        return new HttpResponseException(
                503,
                "the request could not be answered within " + seconds + " s; send fewer inputs at once",
                Map.of("code", "deadline_exceeded"));
    }

    /** 499, nginx's status for it: nobody is there to read the answer. */
    static HttpResponseException clientLeft() {
        return new HttpResponseException(
                499, "the client closed the connection", Map.of("code", "client_closed_request"));
    }
}
