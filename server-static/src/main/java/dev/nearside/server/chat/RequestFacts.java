package dev.nearside.server.chat;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a request beside its body.
 *
 * @param headers its headers by their names, whose case does not matter; of a header that was sent more than once the first
 *     value. Authorization, Cookie and their like are left out, so that keys go nowhere else
 */
public record RequestFacts(Map<String, String> headers) {
    public RequestFacts {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(sorted::putIfAbsent);
        headers = Collections.unmodifiableMap(sorted);
    }

    /** The value of a header, for example {@code X-Nearside-Policy}. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
