package dev.nearside.routing.privacy;

import java.util.Locale;

/**
 * A telephone number: international ({@code +49 30 901820}, {@code 0049 30 901820}), with an area code that begins with 0
 * ({@code 030/901820}), in pairs ({@code 06 12 34 56 78}), of North America ({@code (555) 234-5678}), or any digits after a
 * word such as "phone". Dates, versions, addresses of machines and decimals are none.
 */
final class PhonePattern implements TextPattern {
    private static final String[] CUES = {"phone", "tel", "telefon", "telephone", "mobile", "handy", "fax"};
    private static final int CUE_WITHIN = 24;

    @Override
    public int find(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean starts = c == '+' || ((Ascii.isDigit(c) || c == '(') && !goesOn(text, at));
            if (starts && isFree(text, at - 1) && isPhone(text, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether what stands before is neither of a word nor of a longer number. */
    private static boolean isFree(String text, int before) {
        if (before < 0) {
            return true;
        }
        char c = text.charAt(before);
        boolean ofNumber = (c == '.' || c == ',' || c == '+') && before > 0 && Ascii.isDigit(text.charAt(before - 1));
        return Ascii.isFree(text, before) && c != '+' && !ofNumber;
    }

    /** Whether digits stand before it with one space or hyphen between, so that these are the middle of something else. */
    private static boolean goesOn(String text, int at) {
        return at >= 2
                && (Ascii.isSpace(text.charAt(at - 1)) || Ascii.isHyphen(text.charAt(at - 1)))
                && Ascii.isDigit(text.charAt(at - 2));
    }

    private static boolean isPhone(String text, int from) {
        DigitGroups number = DigitGroups.at(text, from);
        boolean cued = isCued(text, from);
        // A number may be followed by another one, so each of its ends may be the real one.
        for (int groups = 1; groups <= number.size(); groups++) {
            if (number.endsFreely(groups) && isPhone(number.first(groups), cued)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPhone(DigitGroups number, boolean cued) {
        int digits = number.digits();
        if (number.isInternational()) {
            return digits >= 9 && digits <= 15 && number.leading() != '0';
        }
        if (cued && digits >= 7 && digits <= 15) {
            return true;
        }
        return isTrunk(number) || isPairs(number) || isNorthAmerican(number);
    }

    /** A leading 0 for another area, two for another country, and then not in one piece: that would be any zero-padded id. */
    private static boolean isTrunk(DigitGroups number) {
        int digits = number.digits();
        int area = number.length(0);
        if (number.leading() != '0' || number.has('.') || (number.size() < 2 && !number.isParenthesised())) {
            return false;
        }
        boolean abroad = number.digit(1) == '0' && number.digit(2) != '0' && digits >= 11 && digits <= 17;
        return abroad || (number.digit(1) != '0' && area >= 3 && area <= 5 && digits >= 9 && digits <= 12);
    }

    private static boolean isPairs(DigitGroups number) {
        return number.size() == 5
                && number.digits() == 10
                && number.leading() == '0'
                && number.digit(1) != '0'
                && number.length(0) == 2
                && number.length(1) == 2
                && number.length(2) == 2
                && number.length(3) == 2;
    }

    /** Area and exchange begin with 2 to 9 in the North American Numbering Plan. */
    private static boolean isNorthAmerican(DigitGroups number) {
        int first = number.size() == 4 && number.length(0) == 1 && number.leading() == '1' ? 1 : 0;
        return number.size() == first + 3
                && number.length(first) == 3
                && number.length(first + 1) == 3
                && number.length(first + 2) == 4
                && number.digit(first) >= '2'
                && number.digit(first + 3) >= '2'
                && (number.has('-') || number.has('.') || number.isParenthesised());
    }

    private static boolean isCued(String text, int from) {
        String before = text.substring(Math.max(0, from - CUE_WITHIN), from).toLowerCase(Locale.ROOT);
        int end = before.length();
        while (end > 0 && !Character.isLetter(before.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isLetter(before.charAt(start - 1))) {
            start--;
        }
        String word = before.substring(start, end);
        return isCue(word) || ((word.equals("number") || word.equals("nummer") || word.equals("is")) && hasCue(before));
    }

    private static boolean hasCue(String before) {
        for (String cue : CUES) {
            if (before.startsWith(cue + " ") || before.contains(" " + cue + " ")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCue(String word) {
        for (String cue : CUES) {
            if (cue.equals(word)) {
                return true;
            }
        }
        return false;
    }
}
