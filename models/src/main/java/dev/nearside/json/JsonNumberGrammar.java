package dev.nearside.json;

/** RFC 8259's grammar of numbers, scanned by hand: in the browser a regular expression would cost 130 KB of code. */
final class JsonNumberGrammar {
    private JsonNumberGrammar() {}

    /** Where the number that starts at {@code from} ends (exclusive), or −1 if none starts there. */
    static int end(String text, int from) {
        int at = from;
        if (charAt(text, at) == '-') {
            at++;
        }
        int integer = digits(text, at);
        if (integer == at || (charAt(text, at) == '0' && integer > at + 1)) {
            return -1;
        }
        at = integer;
        if (charAt(text, at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return -1;
            }
            at = fraction;
        }
        if (charAt(text, at) == 'e' || charAt(text, at) == 'E') {
            int sign = charAt(text, at + 1) == '+' || charAt(text, at + 1) == '-' ? 1 : 0;
            int exponent = digits(text, at + 1 + sign);
            if (exponent == at + 1 + sign) {
                return -1;
            }
            at = exponent;
        }
        return at;
    }

    /** Whether the text of a JSON number is an integer which fits a long. */
    static boolean isLong(String text) {
        boolean negative = text.charAt(0) == '-';
        int first = negative ? 1 : 0;
        if (digits(text, first) != text.length()) {
            return false;
        }
        String limit = negative ? "9223372036854775808" : "9223372036854775807";
        int length = text.length() - first;
        return length < limit.length()
                || (length == limit.length() && text.substring(first).compareTo(limit) <= 0);
    }

    private static int digits(String text, int from) {
        int at = from;
        while (charAt(text, at) >= '0' && charAt(text, at) <= '9') {
            at++;
        }
        return at;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
