package dev.nearside.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host in a Host header, without its port.
 *
 * @param host in lower case, without brackets or a closing dot
 */
record Authority(String host) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^\\s\\[\\]:/?#@\\\\]+))(?::\\d{0,5})?");

    /** The authority in that text, for example {@code localhost:5173} or {@code [::1]}; empty if it is none. */
    static Optional<Authority> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return Optional.of(new Authority(normalised(host)));
    }

    /** The name as it is compared: lower case, {@code localhost.} like {@code localhost}. */
    static String normalised(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Whether it means this machine by its very form, which no name server can change. */
    boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || host.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    }
}
