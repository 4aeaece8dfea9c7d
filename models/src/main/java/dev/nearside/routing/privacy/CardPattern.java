package dev.nearside.routing.privacy;

/** The number of a payment card, in one piece or in groups with spaces or hyphens between them. */
final class CardPattern implements TextPattern {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    @Override
    public int find(String text) {
        for (int at = 0; at < text.length(); at++) {
            boolean starts = Ascii.isDigit(text.charAt(at)) && Ascii.isFree(text, at - 1) && !isFraction(text, at);
            if (starts && isCard(text, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether the digits are those behind a decimal point. */
    private static boolean isFraction(String text, int at) {
        return at >= 2 && text.charAt(at - 1) == '.' && Ascii.isDigit(text.charAt(at - 2));
    }

    private static boolean isCard(String text, int from) {
        StringBuilder digits = new StringBuilder(LONGEST);
        int groups = 1;
        int group = 0;
        int at = from;
        while (at < text.length() && digits.length() <= LONGEST) {
            char c = text.charAt(at);
            if (Ascii.isDigit(c)) {
                digits.append(c);
                group++;
            } else if (isSeparator(text, at)) {
                if (ends(text, at) && isNumber(digits)) {
                    return true;
                }
                // Cards are printed 4-4-4-4, 4-6-5, 4-6-4 or 4-4-4-4-3; tables of numbers seldom are.
                if (groups == 1 ? group != 4 : group < 4 || group > 6) {
                    return false;
                }
                groups++;
                group = 0;
            } else {
                break;
            }
            at++;
        }
        return ends(text, at) && isNumber(digits);
    }

    private static boolean isSeparator(String text, int at) {
        char c = text.charAt(at);
        return (Ascii.isSpace(c) || Ascii.isHyphen(c)) && at + 1 < text.length() && Ascii.isDigit(text.charAt(at + 1));
    }

    private static boolean ends(String text, int at) {
        boolean fraction = at + 1 < text.length() && text.charAt(at) == '.' && Ascii.isDigit(text.charAt(at + 1));
        return Ascii.isFree(text, at) && !fraction;
    }

    private static boolean isNumber(CharSequence digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && isIssued(digits) && passesLuhn(digits);
    }

    /** The ranges of the issuers, by the first digits, with their lengths. */
    private static boolean isIssued(CharSequence digits) {
        int length = digits.length();
        int two = prefix(digits, 2);
        int three = prefix(digits, 3);
        int four = prefix(digits, 4);
        return switch (digits.charAt(0)) {
            case '2' -> length == 16 && four >= 2221 && four <= 2720;
            case '3' ->
                ((two == 34 || two == 37) && length == 15)
                        || ((two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305)) && length == 14)
                        || (four >= 3528 && four <= 3589 && length >= 16);
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> (two >= 51 && two <= 55 && length == 16) || two == 50 || two >= 56;
            case '6' -> true;
            default -> false;
        };
    }

    private static int prefix(CharSequence digits, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value;
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
