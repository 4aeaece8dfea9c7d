package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/** What {@code Replace} and {@code Split} look for: a string, or one of the few regular expressions that files use. */
sealed interface TextPattern
        permits TextPattern.Literal, TextPattern.Run, WordPattern, CharacterPattern, WhitespacePattern {

    /** Where the first match starts from here on, or −1. No match is empty. */
    int find(char[] chars, int from, int limit);

    /** Where the match ends that starts here. */
    int end(char[] chars, int start, int limit);

    static TextPattern read(JsonCursor json) {
        if (json.optional("String").isPresent()) {
            JsonCursor literal = json.field("String");
            if (literal.asString().isEmpty()) {
                throw literal.error("an empty pattern is not supported");
            }
            return new Literal(literal.asString());
        }
        JsonCursor regex = json.field("Regex");
        return switch (regex.asString()) {
            case " {2,}" -> new Run(false, 2);
            case " +" -> new Run(false, 1);
            case "\\s+" -> new Run(true, 1);
            case "\\s{2,}" -> new Run(true, 2);
            default -> throw regex.error("the regular expression '" + regex.asString() + "' is not supported");
        };
    }

    /** These characters exactly. */
    record Literal(String text) implements TextPattern {

        @Override
        public int find(char[] chars, int from, int limit) {
            char first = text.charAt(0);
            for (int at = from; at + text.length() <= limit; at++) {
                if (chars[at] == first && matches(chars, at)) {
                    return at;
                }
            }
            return -1;
        }

        private boolean matches(char[] chars, int at) {
            for (int i = 1; i < text.length(); i++) {
                if (chars[at + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int end(char[] chars, int start, int limit) {
            return start + text.length();
        }
    }

    /**
     * A run of spaces.
     *
     * @param any whether any white space counts, or the space alone
     * @param least how many there must be
     */
    record Run(boolean any, int least) implements TextPattern {

        @Override
        public int find(char[] chars, int from, int limit) {
            for (int at = from; at < limit; at++) {
                if (isSpace(chars[at])) {
                    int end = end(chars, at, limit);
                    if (end - at >= least) {
                        return at;
                    }
                    at = end;
                }
            }
            return -1;
        }

        @Override
        public int end(char[] chars, int start, int limit) {
            int at = start;
            while (at < limit && isSpace(chars[at])) {
                at++;
            }
            return at;
        }

        private boolean isSpace(char c) {
            return any ? Unicode.is(c, Unicode.SPACE) : c == ' ';
        }
    }
}
