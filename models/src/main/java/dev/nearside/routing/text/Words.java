package dev.nearside.routing.text;

import dev.nearside.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words and phrases that are looked for in texts, whole and whatever their case.
 *
 * <pre>{@code
 * Words.of(List.of("code", "step by step")).areIn("Decode it")            // false: "decode" is not "code"
 * Words.of(List.of("code", "step by step")).areIn("Go  Step\nby step")    // true
 * }</pre>
 *
 * <p>A space in a phrase stands for any white space. Words of scripts without spaces are found anywhere.
 *
 * @param words in lower case, single spaces in them, none empty
 */
public record Words(List<String> words) {
    /** Finds nothing. */
    public static final Words NONE = new Words(List.of());

    public Words {
        words = List.copyOf(words);
    }

    /**
     * Words as they were written.
     *
     * @throws IllegalArgumentException if one is blank
     */
    public static Words of(List<String> words) {
        List<String> plain = new ArrayList<>();
        for (String word : words) {
            String one = singleSpaced(word.strip().toLowerCase(Locale.ROOT));
            if (one.isEmpty()) {
                throw new IllegalArgumentException("a word to look for must not be blank");
            }
            plain.add(one);
        }
        return new Words(plain);
    }

    /**
     * Reads a list of words.
     *
     * @throws dev.nearside.error.InvalidInput if it is none, or a word is blank
     */
    public static Words read(JsonCursor json) {
        for (JsonCursor item : json.items()) {
            if (item.asString().isBlank()) {
                throw item.error("a word to look for must not be blank");
            }
        }
        return of(json.strings());
    }

    /** Whether one of the words stands in the text. */
    public boolean areIn(String text) {
        if (words.isEmpty()) {
            return false;
        }
        String lower = singleSpaced(text.toLowerCase(Locale.ROOT));
        for (String word : words) {
            if (find(lower, word) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int find(String text, String word) {
        int at = text.indexOf(word);
        while (at >= 0 && !(WordBorders.beginsAt(text, at) && WordBorders.endsAt(text, at + word.length()))) {
            at = text.indexOf(word, at + 1);
        }
        return at;
    }

    private static String singleSpaced(String text) {
        StringBuilder single = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSpace = c <= ' ' || c == '\u00a0' || c == '\u202f' || c == '\u3000';
            if (!isSpace || !space) {
                single.append(isSpace ? ' ' : c);
            }
            space = isSpace;
        }
        return single.toString();
    }
}
