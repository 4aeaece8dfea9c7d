package dev.nearside.tokenizer;

/** Takes the white space out of the spans of tokens that begin or end with it, character by character. */
final class SpanTrimming {
    /** How the byte-level alphabet writes a space. */
    private static final char SPACE = '\u0120';

    private final Vocabulary vocabulary;
    private final AddedTokens added;
    private final Text original;

    SpanTrimming(Pipeline pipeline, Text original) {
        this.vocabulary = pipeline.vocabulary();
        this.added = pipeline.added();
        this.original = original;
    }

    /** @param prefixSpace whether a single space at the start of the text's first token was put there */
    void trim(Tokens tokens, boolean prefixSpace) {
        for (int i = 0; i < tokens.count; i++) {
            int id = tokens.ids[i];
            int start = tokens.spans[2 * i];
            int end = tokens.spans[2 * i + 1];
            // An added token is what stands in the text, with the spaces that it took in.
            boolean literal = added.has(id);
            int leading = literal ? leading(start, end) : leading(id);
            int trailing = literal ? trailing(start, end) : trailing(id);
            boolean keepsFirst = prefixSpace && leading == 1 && (i == 0 || start == 0);
            if (leading > 0 && !keepsFirst) {
                start = Math.min(forward(start, leading), end);
            }
            if (trailing > 0) {
                end = Math.max(backward(end, trailing), start);
            }
            tokens.spans[2 * i] = start;
            tokens.spans[2 * i + 1] = end;
        }
    }

    private int forward(int from, int characters) {
        int at = from;
        for (int i = 0; i < characters && at < original.length; i++) {
            at += Text.units(original.codePoint(at));
        }
        return at;
    }

    /** So many characters back; not at all if there are fewer. */
    private int backward(int from, int characters) {
        int at = from;
        for (int i = 0; i < characters; i++) {
            if (at == 0) {
                return from;
            }
            at -= Text.units(Text.codePointBefore(original.chars, at, 0));
        }
        return at;
    }

    private int leading(int start, int end) {
        int at = start;
        while (at < end && isSpace(original.chars[at])) {
            at++;
        }
        return at - start;
    }

    private int trailing(int start, int end) {
        int at = end;
        while (at > start && isSpace(original.chars[at - 1])) {
            at--;
        }
        return end - at;
    }

    private int leading(int id) {
        int count = 0;
        while (count < vocabulary.length(id) && isSpace(vocabulary.charAt(id, count))) {
            count++;
        }
        return count;
    }

    private int trailing(int id) {
        int length = vocabulary.length(id);
        int count = 0;
        while (count < length && isSpace(vocabulary.charAt(id, length - 1 - count))) {
            count++;
        }
        return count;
    }

    private static boolean isSpace(char c) {
        return c == SPACE || Unicode.is(c, Unicode.SPACE);
    }
}
