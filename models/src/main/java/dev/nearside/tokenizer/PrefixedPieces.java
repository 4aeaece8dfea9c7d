package dev.nearside.tokenizer;

import java.util.function.IntPredicate;

/** Puts a character before pieces that do not start with it. */
final class PrefixedPieces {
    private PrefixedPieces() {}

    /** @param wanted which pieces are to start with it, by their number */
    static void prefix(Text text, Pieces pieces, char character, IntPredicate wanted) {
        String prefix = String.valueOf(character);
        text.beginEdit();
        for (int i = 0; i < pieces.count(); i++) {
            int start = text.newLength();
            boolean missing = pieces.token(i) == Pieces.NO_TOKEN && text.chars[pieces.start(i)] != character;
            if (missing && wanted.test(i)) {
                text.putSharing(prefix, pieces.start(i));
            }
            // What lies between pieces is in no token.
            text.at = pieces.start(i);
            text.keepTo(pieces.end(i));
            pieces.add(start, text.newLength(), pieces.token(i));
        }
        text.endEdit();
        pieces.replace();
    }
}
