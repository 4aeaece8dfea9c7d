package dev.nearside.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * The regular expressions by which GPT-2 and its followers cut text into words, by hand: each place of a text starts a
 * match. They differ in a few points only.
 *
 * @param anyCase whether {@code 'S} counts as {@code 's} does
 * @param anyPrefix whether a word takes in any character before it but line breaks, letters and numbers, or only a space
 * @param digits how many digits go together at most; 0 for any number, and a space before them
 * @param lineBreaks whether punctuation takes in the line breaks behind it, and white space ends with its last one
 */
record WordPattern(boolean anyCase, boolean anyPrefix, int digits, boolean lineBreaks) implements TextPattern {
    private static final int LETTER = Unicode.LETTER;
    private static final int NUMBER = Unicode.NUMBER;
    private static final int SPACE = Unicode.SPACE;
    private static final int LONG_S = 0x17F;

    static final WordPattern GPT_2 = new WordPattern(false, false, 0, false);

    /** The pattern of a regular expression, which is known by its exact text. */
    static @Nullable WordPattern of(String regex) {
        String contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|";
        String rest = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
        if (regex.equals("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+")) {
            return GPT_2;
        }
        if (regex.equals(contractions + "\\p{N}{1,3}" + rest)) {
            return new WordPattern(true, true, 3, true);
        }
        if (regex.equals(contractions + "\\p{N}" + rest)) {
            return new WordPattern(true, true, 1, true);
        }
        return null;
    }

    @Override
    public int find(char[] chars, int from, int limit) {
        return from < limit ? from : -1;
    }

    @Override
    public int end(char[] chars, int start, int limit) {
        int cp = Text.codePoint(chars, start, limit);
        int next = start + Text.units(cp);
        int kind = kind(cp);
        if (cp == '\'') {
            int end = contraction(chars, next, limit);
            if (end >= 0) {
                return end;
            }
        }
        if (kind == LETTER) {
            return run(chars, next, limit, LETTER);
        }
        if (kind == NUMBER) {
            return number(chars, next, limit);
        }
        int following = next < limit ? kind(Text.codePoint(chars, next, limit)) : SPACE;
        boolean prefix = anyPrefix ? cp != '\r' && cp != '\n' : cp == ' ';
        if (prefix && following == LETTER) {
            return run(chars, next, limit, LETTER);
        }
        if (cp == ' ' && following == NUMBER && digits == 0) {
            return run(chars, next, limit, NUMBER);
        }
        if (kind == 0 || (cp == ' ' && following == 0)) {
            int end = run(chars, next, limit, 0);
            return lineBreaks ? lineBreaks(chars, end, limit) : end;
        }
        return space(chars, start, limit);
    }

    /** Letter, number, space, or 0 for anything else. */
    private static int kind(int cp) {
        return Unicode.of(cp) & (LETTER | NUMBER | SPACE);
    }

    private static int run(char[] chars, int from, int limit, int kind) {
        int at = from;
        while (at < limit) {
            int cp = Text.codePoint(chars, at, limit);
            if (kind(cp) != kind) {
                break;
            }
            at += Text.units(cp);
        }
        return at;
    }

    private int number(char[] chars, int from, int limit) {
        if (digits == 0) {
            return run(chars, from, limit, NUMBER);
        }
        int at = from;
        for (int i = 1; i < digits && at < limit; i++) {
            int cp = Text.codePoint(chars, at, limit);
            if (kind(cp) != NUMBER) {
                break;
            }
            at += Text.units(cp);
        }
        return at;
    }

    private static int lineBreaks(char[] chars, int from, int limit) {
        int at = from;
        while (at < limit && (chars[at] == '\r' || chars[at] == '\n')) {
            at++;
        }
        return at;
    }

    /** All white space is of one unit. */
    private int space(char[] chars, int start, int limit) {
        int end = start;
        int lastBreak = -1;
        while (end < limit && kind(chars[end]) == SPACE) {
            lastBreak = chars[end] == '\r' || chars[end] == '\n' ? end : lastBreak;
            end++;
        }
        if (lineBreaks && lastBreak >= 0) {
            return lastBreak + 1;
        }
        // The last one goes with the word that follows, unless it is the only one.
        return end == limit || end - start == 1 ? end : end - 1;
    }

    /** The end of what is short for a word behind an apostrophe, or −1. */
    private int contraction(char[] chars, int at, int limit) {
        int first = at < limit ? letter(chars[at]) : 0;
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return at + 1;
        }
        int second = at + 1 < limit ? letter(chars[at + 1]) : 0;
        boolean two = (second == 'e' && (first == 'r' || first == 'v')) || (second == 'l' && first == 'l');
        return two ? at + 2 : -1;
    }

    private int letter(char c) {
        if (!anyCase) {
            return c;
        }
        return c == LONG_S ? 's' : c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
}
