package dev.nearside.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP/1.1 response whose body ends with the connection. */
final class Response {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Response parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP response: '" + text + "'");
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            String[] parts = line.split(":", 2);
            headers.merge(parts[0], parts[1].strip(), (first, second) -> first + ", " + second);
        }
        return new Response(
                Integer.parseInt(lines[0].split(" ", 3)[1]), headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
    }

    int status() {
        return status;
    }

    /** The header's value, several joined with commas; empty if there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    byte[] copyBody() {
        return body.clone();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " " + headers;
    }
}
