package dev.nearside.server.hub.template;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where texts are cut: never inside what looks like a special token. */
final class Cuts {
    private static final Pattern SPECIAL = Pattern.compile("<[^<>\\s]{1,60}>|\\[/?[A-Z_]{2,40}]");

    private Cuts() {}

    /** The first candidate that is the end of all these texts. */
    static Optional<String> suffixOf(List<String> texts, List<Optional<String>> candidates) {
        return candidates.stream()
                .flatMap(Optional::stream)
                .filter(candidate -> texts.stream().allMatch(text -> text.endsWith(candidate)))
                .findFirst();
    }

    /** The first candidate that is the start of all these texts. */
    static Optional<String> prefixOf(List<String> texts, List<Optional<String>> candidates) {
        return candidates.stream()
                .flatMap(Optional::stream)
                .filter(candidate -> texts.stream().allMatch(text -> text.startsWith(candidate)))
                .findFirst();
    }

    /** What is left of the text without that start; empty if it starts otherwise. */
    static Optional<String> without(String start, String text) {
        return text.startsWith(start) ? Optional.of(text.substring(start.length())) : Optional.empty();
    }

    /** What is left of the text without that end; empty if it ends otherwise. */
    static Optional<String> before(String text, String end) {
        return text.endsWith(end) ? Optional.of(text.substring(0, text.length() - end.length())) : Optional.empty();
    }

    /** The longest common start of two texts that ends inside no special token of either. */
    static String commonStart(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, Math.min(outside(one, length, true), outside(other, length, true)));
    }

    /** The longest common end of two texts that starts inside no special token of either. */
    static String commonEnd(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        int ofOne = one.length() - outside(one, one.length() - length, false);
        int ofOther = other.length() - outside(other, other.length() - length, false);
        return one.substring(one.length() - Math.min(ofOne, ofOther));
    }

    /** The special token that the text starts with, white space aside. */
    static Optional<String> leadingSpecial(String text) {
        String stripped = text.stripLeading();
        Matcher matcher = SPECIAL.matcher(stripped);
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static int outside(String text, int cut, boolean toTheLeft) {
        Matcher matcher = SPECIAL.matcher(text);
        while (matcher.find()) {
            if (matcher.start() < cut && cut < matcher.end()) {
                return toTheLeft ? matcher.start() : matcher.end();
            }
        }
        return cut;
    }
}
