package dev.nearside.browser.page.markdown;

import java.util.ArrayList;
import java.util.List;

/** A text in pieces: what is said, and the numbers in brackets by which sources are named. */
final class CitedText {
    private static final int MOST_DIGITS = 3;

    private CitedText() {}

    /**
     * A piece.
     *
     * @param source the number of the source that is named; 0 for text
     */
    record Piece(String text, int source) {}

    /** The pieces; a number beyond the sources that there are is text. */
    static List<Piece> pieces(String text, int sources) {
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        for (int open = text.indexOf('['); open >= 0 && sources > 0; open = text.indexOf('[', open + 1)) {
            int close = text.indexOf(']', open);
            int number = close < 0 ? 0 : number(text.substring(open + 1, close));
            if (number >= 1 && number <= sources) {
                add(pieces, text.substring(done, open));
                pieces.add(new Piece(text.substring(open, close + 1), number));
                done = close + 1;
            }
        }
        add(pieces, text.substring(done));
        return pieces;
    }

    private static void add(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, 0));
        }
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Integer.parseInt(text);
    }
}
