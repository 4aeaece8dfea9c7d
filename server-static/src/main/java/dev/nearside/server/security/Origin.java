package dev.nearside.server.security;

import dev.nearside.error.InvalidInput;
import java.util.Locale;
import java.util.regex.Pattern;

/** Origins as browsers write them: {@code scheme://host} and a port unless it is the scheme's own. */
final class Origin {
    private static final Pattern FORM = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:\\d{1,5})?/?");

    private Origin() {}

    /** Whether it is one; {@code *} and {@code null} are none. */
    static boolean isOne(String text) {
        return FORM.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * The origin in the form that browsers send.
     *
     * @throws InvalidInput if it is none; {@code *} and {@code null} are none either
     */
    static String normalised(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!isOne(text)) {
            throw new InvalidInput("'" + text + "' is no origin; write it as https://example.org or http://host:8080");
        }
        String bare = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
        return withoutDefaultPort(bare);
    }

    /** The origin of a page that was loaded from that Host header's server. */
    static String of(String scheme, String hostHeader) {
        return withoutDefaultPort(scheme + "://" + hostHeader.toLowerCase(Locale.ROOT));
    }

    private static String withoutDefaultPort(String origin) {
        String port = origin.startsWith("https:") ? ":443" : ":80";
        return origin.endsWith(port) ? origin.substring(0, origin.length() - port.length()) : origin;
    }
}
