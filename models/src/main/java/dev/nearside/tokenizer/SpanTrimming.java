package dev.nearside.tokenizer;

/** Takes the white space out of spans whose byte-level tokens begin or end with it. */
final class SpanTrimming {
    /** How the byte-level alphabet writes a space. */
    private static final char SPACE = '\u0120';

    private SpanTrimming() {}

    static void trim(Tokens tokens, Vocabulary vocabulary, boolean prefixSpace) {
        for (int i = 0; i < tokens.count; i++) {
            int id = tokens.ids[i];
            if (vocabulary.has(id)) {
                int start = tokens.spans[2 * i];
                int end = tokens.spans[2 * i + 1];
                int leading = leading(vocabulary, id);
                boolean keepsFirst = prefixSpace && leading == 1 && (i == 0 || start == 0);
                if (leading > 0 && !keepsFirst) {
                    start = Math.min(start + leading, end);
                }
                int trailing = trailing(vocabulary, id);
                if (trailing > 0 && end >= trailing) {
                    end = Math.max(end - trailing, start);
                }
                tokens.spans[2 * i] = start;
                tokens.spans[2 * i + 1] = end;
            }
        }
    }

    private static int leading(Vocabulary vocabulary, int id) {
        int count = 0;
        while (count < vocabulary.length(id) && isSpace(vocabulary.charAt(id, count))) {
            count++;
        }
        return count;
    }

    private static int trailing(Vocabulary vocabulary, int id) {
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
