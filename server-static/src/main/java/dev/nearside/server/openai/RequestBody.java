package dev.nearside.server.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The JSON of a request, of any length up to a limit, however it is sent. */
final class RequestBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * How many times the limit is read and dropped before a refusal. A client that still sends when the connection is
     * closed sees it reset, and never reads the answer that says why.
     */
    private static final long HEARD_OUT = 4;

    private RequestBody() {}

    /**
     * Reads it to its end.
     *
     * @throws HttpResponseException 400 if it is not a JSON object, 413 if it is too long
     */
    static JsonNode read(Context ctx, int limit) throws IOException {
        byte[] bytes;
        try (InputStream in = ctx.req().getInputStream()) {
            bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                hearOut(in, limit * HEARD_OUT);
                throw Refusal.tooLarge(limit);
            }
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw notJson("the body is not JSON: " + e.getOriginalMessage());
        }
        throw notJson("the body must be a JSON object");
    }

    private static void hearOut(InputStream in, long most) throws IOException {
        byte[] dropped = new byte[1 << 16];
        long heard = 0;
        for (int read = 0; read >= 0 && heard < most; heard += read) {
            read = in.read(dropped);
        }
    }

    private static HttpResponseException notJson(String message) {
        return new HttpResponseException(400, message, Map.of("code", "invalid_json"));
    }
}
