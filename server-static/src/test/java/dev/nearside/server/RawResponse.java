package dev.nearside.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A response as it came over the socket.
 *
 * @param head the status line and the headers
 * @param body all that followed
 */
record RawResponse(String head, String body) {

    static RawResponse parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? new RawResponse(text, "") : new RawResponse(text.substring(0, end), text.substring(end + 4));
    }

    int status() {
        return head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return Arrays.stream(head.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }
}
