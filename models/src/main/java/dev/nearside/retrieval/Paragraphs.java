package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Characters;
import java.util.ArrayList;
import java.util.List;

/** Plain text as paragraphs: runs of lines with an empty one between. */
final class Paragraphs {
    private Paragraphs() {}

    static List<Block> of(CharSequence text, int from, int to) {
        List<Block> blocks = new ArrayList<>();
        int at = Characters.skipSpace(text, from, to);
        while (at < to) {
            int end = end(text, at, to);
            blocks.add(new Block(at, Characters.skipSpaceBack(text, at, end), Block.Kind.PARAGRAPH));
            at = Characters.skipSpace(text, end, to);
        }
        return blocks;
    }

    /** The end of the line before the next empty one. */
    private static int end(CharSequence text, int from, int to) {
        boolean blank = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                if (blank) {
                    return i;
                }
                blank = true;
            } else if (!Characters.isSpace(c)) {
                blank = false;
            }
        }
        return to;
    }
}
