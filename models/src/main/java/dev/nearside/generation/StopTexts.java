package dev.nearside.generation;

import java.util.List;

/** Finds texts that end an answer, and what of a text's end may yet become one. */
final class StopTexts {
    private final List<String> texts;

    StopTexts(List<String> texts) {
        this.texts = texts;
    }

    /** Where the first of them starts in the text; −1 if none is in it. */
    int find(StringBuilder text) {
        int first = -1;
        for (String stop : texts) {
            int at = text.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** How many units at the end of the text are the beginning of one of them, and so must wait. */
    int heldBack(StringBuilder text) {
        int held = 0;
        for (String stop : texts) {
            int longest = Math.min(stop.length() - 1, text.length());
            while (longest > held && !endsWith(text, stop, longest)) {
                longest--;
            }
            held = Math.max(held, longest);
        }
        return held;
    }

    private static boolean endsWith(StringBuilder text, String stop, int length) {
        int from = text.length() - length;
        for (int i = 0; i < length; i++) {
            if (text.charAt(from + i) != stop.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
