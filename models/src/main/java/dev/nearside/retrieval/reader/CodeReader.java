package dev.nearside.retrieval.reader;

import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.words.Characters;

/**
 * Source code of any language, as it is. A block ends at an empty line, if what follows starts at the left edge again or
 * the block is long already: so a function with its comment stays together, and a class falls into its methods.
 */
final class CodeReader {
    private static final int LONG_BLOCK = 25;

    private CodeReader() {}

    static Document read(String name, byte[] bytes) {
        String text = Characters.wellFormed(Characters.withPlainLineEnds(TextDecoder.decode(bytes)));
        DocumentDraft draft = new DocumentDraft(name);
        int start = 0;
        int lines = 0;
        boolean blank = false;
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            boolean empty = Characters.skipSpace(text, at, lineEnd) == lineEnd;
            if (!empty && blank && (lines >= LONG_BLOCK || startsAnew(text, at))) {
                add(draft, text, start, at);
                start = at;
                lines = 0;
            }
            blank = empty;
            lines++;
            at = lineEnd + 1;
        }
        add(draft, text, start, text.length());
        return draft.finish(DocumentType.CODE, text);
    }

    /** Whether the line is not indented and does not close what was open. */
    private static boolean startsAnew(String text, int lineStart) {
        char c = text.charAt(lineStart);
        return c != ' ' && c != '\t' && c != '}' && c != ')' && c != ']';
    }

    private static void add(DocumentDraft draft, String text, int start, int end) {
        int to = Characters.skipSpaceBack(text, start, end);
        int from = Characters.skipSpace(text, start, to);
        if (to > from) {
            draft.block(from, to, Block.Kind.CODE);
        }
    }
}
