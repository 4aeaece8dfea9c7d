package dev.nearside.server.files;

import io.javalin.http.HttpResponseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, both ends included (RFC 9110, 14).
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 */
record ByteRange(long first, long last) {
    private static final Pattern SPEC = Pattern.compile("(\\d*)-(\\d*)");

    long length() {
        return last - first + 1;
    }

    /** As {@code Content-Range} wants it, for example {@code bytes 0-99/1234}. */
    String contentRange(long of) {
        return "bytes " + first + "-" + last + "/" + of;
    }

    /**
     * What a {@code Range} header selects. Another unit, a malformed header and several ranges at once select the whole
     * file, as RFC 9110 allows: a client that asks for several understands a 200.
     *
     * @param header for example {@code bytes=0-99}, {@code bytes=100-} or {@code bytes=-500}
     * @param length of the file
     * @return empty for the whole file
     * @throws HttpResponseException 416 if the range lies beyond the file
     */
    static Optional<ByteRange> parse(String header, long length) {
        String unit = "bytes=";
        if (!header.regionMatches(true, 0, unit, 0, unit.length())) {
            return Optional.empty();
        }
        List<String> specs = Arrays.stream(header.substring(unit.length()).split(",", -1))
                .map(String::strip)
                .filter(spec -> !spec.isEmpty())
                .toList();
        if (specs.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = SPEC.matcher(specs.get(0));
        if (!matcher.matches() || specs.get(0).equals("-")) {
            return Optional.empty();
        }
        return matcher.group(1).isEmpty()
                ? suffix(number(matcher.group(2)), length)
                : span(number(matcher.group(1)), matcher.group(2), length);
    }

    private static Optional<ByteRange> suffix(long wanted, long length) {
        if (wanted == 0) {
            throw unsatisfiable(length);
        }
        if (length == 0) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(Math.max(0, length - wanted), length - 1));
    }

    private static Optional<ByteRange> span(long first, String end, long length) {
        long last = end.isEmpty() ? Long.MAX_VALUE : number(end);
        if (last < first) {
            return Optional.empty();
        }
        if (first >= length) {
            throw unsatisfiable(length);
        }
        return Optional.of(new ByteRange(first, Math.min(last, length - 1)));
    }

    /** Numbers beyond a long lie beyond every file too, so the largest long stands for them. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        boolean fits = significant.length() < 19
                || (significant.length() == 19 && significant.compareTo("9223372036854775807") <= 0);
        return fits ? Long.parseLong(significant) : Long.MAX_VALUE;
    }

    private static HttpResponseException unsatisfiable(long length) {
        return new HttpResponseException(
                416,
                "the range lies beyond the end of the file, which has " + length + " bytes",
                Map.of("code", "range_not_satisfiable", "Content-Range", "bytes */" + length));
    }
}
