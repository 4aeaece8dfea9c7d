package dev.nearside.server.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of entity tags in conditional headers (RFC 9110, 8.8.3 and 13.1). */
final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    private EntityTags() {}

    /** Whether an If-None-Match header names that tag; {@code W/} makes no difference here. */
    static boolean weaklyMatch(String header, String etag) {
        return anyTag(header, etag, true);
    }

    /** Whether an If-Match header names that tag; a weak one never matches. */
    static boolean stronglyMatch(String header, String etag) {
        return anyTag(header, etag, false);
    }

    private static boolean anyTag(String header, String etag, boolean weakCounts) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher matcher = TAG.matcher(header);
        while (matcher.find()) {
            boolean counts = weakCounts || matcher.group(1) == null;
            if (counts && matcher.group(2).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
