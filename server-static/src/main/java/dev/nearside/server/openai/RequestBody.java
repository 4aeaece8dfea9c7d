package dev.nearside.server.openai;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON of a request, of any length up to a limit, however it is sent. */
final class RequestBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A double cannot hold 1e400, and what it becomes is no JSON for whoever gets the request next.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Of two members of one name this server could check the one, and another server read the other.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** How the parser names a place besides that of the mistake. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; line: (\\d+), column: (\\d+)]");

    /**
     * How many times the limit is read and dropped before a refusal. A client that still sends when the connection is
     * closed sees it reset, and never reads the answer that says why.
     */
    private static final long HEARD_OUT = 4;

    private RequestBody() {}

    /**
     * Reads it to its end.
     *
     * @param time for all of it, so that nobody holds a thread by sending a byte now and then
     * @throws HttpResponseException 400 if it is not a JSON object, 408 if it takes too long, 413 if it is too long
     */
    static ObjectNode read(Context ctx, int limit, Duration time) throws IOException {
        byte[] bytes;
        try (InputStream in = ctx.req().getInputStream()) {
            bytes = read(in, limit + 1, time);
            if (bytes.length > limit) {
                hearOut(in, limit * HEARD_OUT);
                throw Refusal.tooLarge(limit);
            }
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw notJson("the body is not JSON" + place(e.getLocation()) + ": "
                    + SOURCE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2"));
        }
        throw notJson("the body must be a JSON object");
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /**
     * Reads a stream to its end, or so many bytes of it.
     *
     * @throws HttpResponseException 400 if it breaks off, 408 if it takes too long
     */
    static byte[] read(InputStream in, int most, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        try {
            for (int count = 0;
                    count >= 0 && all.size() < most;
                    count = in.read(some, 0, Math.min(some.length, most - all.size()))) {
                all.write(some, 0, count);
                if (System.nanoTime() - end > 0) {
                    throw Refusal.bodyTooSlow();
                }
            }
            return all.toByteArray();
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw Refusal.bodyTooSlow();
            }
            // Whatever else Jetty calls it, such as "Unconsumed" where it has given the request up meanwhile.
            throw Refusal.bodyBroken(e);
        }
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
