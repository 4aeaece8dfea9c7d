package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Dom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** A text in pieces, each marked or not. */
final class MarkedText {
    private MarkedText() {}

    /** A run of characters. */
    record Piece(String text, boolean marked) {}

    /** The text in pieces; marks may overlap, touch, reach beyond the text, and come in any order. */
    static List<Piece> pieces(String text, List<Range> marks) {
        List<Range> sorted = new ArrayList<>(marks);
        sorted.sort(Comparator.comparingInt(Range::start));
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        for (Range mark : sorted) {
            Range rest = mark.within(new Range(done, text.length()));
            if (!rest.isEmpty()) {
                add(pieces, text.substring(done, rest.start()), false);
                add(pieces, text.substring(rest.start(), rest.end()), true);
                done = rest.end();
            }
        }
        add(pieces, text.substring(done), false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean marked) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, marked));
        }
    }

    /** Puts the text at the end of an element, marks as {@code mark}. */
    static void show(HTMLElement element, String text, List<Range> marks) {
        for (Piece piece : pieces(text, marks)) {
            Dom.append(element, piece.text(), piece.marked());
        }
    }
}
