package dev.nearside.routing.privacy;

import java.util.ArrayList;
import java.util.List;

/** The groups of digits that a telephone number may be made of, with what stands between them. */
final class DigitGroups {
    private static final int MOST_DIGITS = 17;

    private final String text;
    private final boolean international;
    private final boolean parenthesised;
    private final List<String> groups;
    private final List<Integer> ends;
    private final String separators;

    private DigitGroups(DigitGroups whole, int size) {
        this.text = whole.text;
        this.international = whole.international;
        this.parenthesised = whole.parenthesised;
        this.groups = whole.groups.subList(0, size);
        this.ends = whole.ends.subList(0, size);
        this.separators = whole.separators.substring(0, Math.min(whole.separators.length(), size - 1));
    }

    private DigitGroups(String text, int from) {
        this.text = text;
        this.international = text.charAt(from) == '+';
        this.parenthesised = text.charAt(from) == '(';
        this.groups = new ArrayList<>();
        this.ends = new ArrayList<>();
        StringBuilder between = new StringBuilder();
        int at = international || parenthesised ? from + 1 : from;
        int digits = 0;
        while (at < text.length() && Ascii.isDigit(text.charAt(at)) && digits < MOST_DIGITS) {
            int end = at;
            while (end < text.length() && Ascii.isDigit(text.charAt(end)) && digits < MOST_DIGITS) {
                end++;
                digits++;
            }
            groups.add(text.substring(at, end));
            ends.add(end);
            at = nextGroup(end, between);
        }
        this.separators = between.toString();
    }

    static DigitGroups at(String text, int from) {
        return new DigitGroups(text, from);
    }

    /** Where the next group begins, behind at most three separators; the end of the last one if none does. */
    private int nextGroup(int end, StringBuilder between) {
        int at = end;
        char kind = ' ';
        while (at < text.length() && at < end + 3 && isSeparator(text.charAt(at))) {
            char c = text.charAt(at);
            kind = Ascii.isHyphen(c) ? '-' : c == '.' || c == '/' ? c : kind;
            at++;
        }
        between.append(kind);
        return at > end ? at : text.length();
    }

    private static boolean isSeparator(char c) {
        return Ascii.isSpace(c) || Ascii.isHyphen(c) || c == '.' || c == '/' || c == '(' || c == ')';
    }

    DigitGroups first(int size) {
        return new DigitGroups(this, size);
    }

    int size() {
        return groups.size();
    }

    int length(int group) {
        return groups.get(group).length();
    }

    int digits() {
        int sum = 0;
        for (String group : groups) {
            sum += group.length();
        }
        return sum;
    }

    char leading() {
        return digit(0);
    }

    /** The digit at that place of all groups together; a space behind the last. */
    char digit(int index) {
        int at = index;
        for (String group : groups) {
            if (at < group.length()) {
                return group.charAt(at);
            }
            at -= group.length();
        }
        return ' ';
    }

    boolean isInternational() {
        return international;
    }

    boolean isParenthesised() {
        return parenthesised;
    }

    /** Whether that separator stands between two of the groups. */
    boolean has(char separator) {
        return separators.indexOf(separator) >= 0;
    }

    /** Whether the first so many groups do not end within a word or a longer number. */
    boolean endsFreely(int size) {
        return Ascii.isFree(text, ends.get(size - 1));
    }
}
