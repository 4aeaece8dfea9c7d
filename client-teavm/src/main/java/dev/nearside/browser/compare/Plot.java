package dev.nearside.browser.compare;

import dev.nearside.comparison.Spread;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** A plot of spreads: the middle half as a bar, the median as a line in it, all of them as a thin line. The table says the same. */
final class Plot {
    private static final int ROW = 44;
    private static final int AXIS = 26;
    private static final int TICK = 5;
    private static final int WIDEST = 560;
    private static final int NARROWEST = 240;

    private Plot() {}

    /** One row. */
    record Bar(String name, Spread spread) {}

    /** Draws it into an {@code svg} element, whose description for those who do not see it says the values. */
    static void draw(HTMLElement svg, String title, List<Bar> bars) {
        double most = 0;
        StringBuilder words = new StringBuilder(title).append(": ");
        for (Bar bar : bars) {
            most = Math.max(most, bar.spread.most());
            words.append(bar.name)
                    .append(" median ")
                    .append(Amount.of(bar.spread.median()))
                    .append(", from ")
                    .append(Amount.of(bar.spread.least()))
                    .append(" to ")
                    .append(Amount.of(bar.spread.most()))
                    .append(". ");
        }
        // A unit is a pixel, so that what is written in it can be read on a narrow screen, too.
        int width = (int) Math.max(NARROWEST, Math.min(WIDEST, width(svg)));
        clear(svg, words.toString(), width, Math.max(1, bars.size()) * ROW + AXIS);
        double scale = most == 0 ? 0 : (width - 8) / most;
        axis(svg, bars.size() * ROW, most, scale);
        for (int i = 0; i < bars.size(); i++) {
            Spread spread = bars.get(i).spread;
            int top = i * ROW;
            text(svg, 0, top + 13, width, bars.get(i).name + "  " + Amount.of(spread.median()));
            rect(svg, "plot-range", new double[] {
                spread.least() * scale, top + 27, (spread.most() - spread.least()) * scale, 2
            });
            rect(svg, "plot-half", new double[] {
                spread.lower() * scale, top + 20, (spread.upper() - spread.lower()) * scale, 16
            });
            rect(svg, "plot-median", new double[] {spread.median() * scale, top + 18, 3, 20});
        }
    }

    /** A line from 0 to the most, with two or so round values on it. */
    private static void axis(HTMLElement svg, int top, double most, double scale) {
        if (most == 0) {
            return;
        }
        rect(svg, "plot-line", new double[] {0, top, most * scale, 1});
        double step = step(most);
        for (int i = 0; i * step <= most; i++) {
            double x = i * step * scale;
            rect(svg, "plot-line", new double[] {x, top, 1, TICK});
            label(svg, x, top + 19, i == 0 ? "start" : "middle", Amount.of(i * step));
        }
    }

    /** 1, 2 or 5 with zeros, so that there are two to five steps up to the most. */
    static double step(double most) {
        double power = 1;
        while (power * 10 <= most) {
            power *= 10;
        }
        while (power > most) {
            power /= 10;
        }
        double first = most / power;
        return first >= 5 ? power * 2 : first >= 2 ? power : power / 2;
    }

    private static void rect(HTMLElement svg, String kind, double[] box) {
        rect(svg, kind, box[0], box[1], Math.max(kind.equals("plot-line") ? 1 : 2, box[2]), box[3]);
    }

    @JSBody(
            params = {"svg", "words", "width", "height"},
            script = "svg.replaceChildren(); svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);"
                    + "svg.setAttribute('aria-label', words);")
    private static native void clear(HTMLElement svg, String words, int width, int height);

    @JSBody(
            params = {"svg", "kind", "x", "y", "width", "height"},
            script = "var rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');"
                    + "rect.setAttribute('class', kind); rect.setAttribute('x', x); rect.setAttribute('y', y);"
                    + "rect.setAttribute('width', width); rect.setAttribute('height', height); svg.appendChild(rect);")
    private static native void rect(HTMLElement svg, String kind, double x, double y, double width, double height);

    @JSBody(
            params = {"svg", "x", "y", "width", "text"},
            script =
                    "var node = document.createElementNS('http://www.w3.org/2000/svg', 'text');"
                            + "node.setAttribute('x', x); node.setAttribute('y', y); node.textContent = text; svg.appendChild(node);"
                            + "if (node.getComputedTextLength() > width) { node.setAttribute('textLength', width); node.setAttribute('lengthAdjust', 'spacingAndGlyphs'); }")
    private static native void text(HTMLElement svg, double x, double y, double width, String text);

    /** It keeps clear of the right edge. */
    @JSBody(
            params = {"svg", "x", "y", "anchor", "text"},
            script =
                    "var node = document.createElementNS('http://www.w3.org/2000/svg', 'text');"
                            + "node.setAttribute('class', 'plot-scale'); node.setAttribute('y', y); node.textContent = text;"
                            + "svg.appendChild(node);"
                            + "var length = node.getComputedTextLength(), width = svg.viewBox.baseVal.width;"
                            + "node.setAttribute('x', Math.max(0, Math.min(anchor === 'middle' ? x - length / 2 : x, width - length)));")
    private static native void label(HTMLElement svg, double x, double y, String anchor, String text);

    @JSBody(params = "svg", script = "return svg.getBoundingClientRect().width;")
    private static native double width(HTMLElement svg);
}
