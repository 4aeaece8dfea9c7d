package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.Spread;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * A plot of spreads: the middle half as a bar, the median as a line in it, all of them as a thin line. The table says the same.
 * All places are shares of the width, so that it fits any, also one that is not known while it is drawn.
 */
final class Plot {
    /** A label so near the right end stands left of its place. */
    private static final double NEAR_THE_END = 0.9;

    private Plot() {}

    /** One row. */
    record Bar(String name, Spread spread) {}

    /** Draws it into an element, whose description for those who do not see it says the values. */
    static void draw(HTMLElement plot, String title, List<Bar> bars) {
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
        plot.clear();
        plot.setAttribute("aria-label", words.toString());
        if (most == 0) {
            return;
        }
        for (Bar bar : bars) {
            plot.appendChild(row(bar, most));
        }
        plot.appendChild(axis(most));
    }

    private static HTMLElement row(Bar bar, double most) {
        Spread spread = bar.spread;
        HTMLElement row = Dom.copyTemplate("compare-plot-row");
        Dom.text(Dom.slot(row, "name"), bar.name);
        Dom.text(Dom.slot(row, "median"), Amount.of(spread.median()));
        place(Dom.slot(row, "range"), spread.least() / most, (spread.most() - spread.least()) / most);
        place(Dom.slot(row, "half"), spread.lower() / most, (spread.upper() - spread.lower()) / most);
        place(Dom.slot(row, "line"), spread.median() / most, 0);
        return row;
    }

    /** A line from 0 to the most, with round values on it. */
    private static HTMLElement axis(double most) {
        HTMLElement axis = Dom.copyTemplate("compare-plot-axis");
        double step = step(most);
        for (int i = 0; i * step <= most; i++) {
            HTMLElement tick = Dom.copyTemplate("compare-plot-tick");
            double share = i * step / most;
            place(tick, share, 0);
            tick.setAttribute("data-end", i == 0 ? "start" : share > NEAR_THE_END ? "end" : "");
            Dom.text(Dom.slot(tick, "value"), Amount.of(i * step));
            axis.appendChild(tick);
        }
        return axis;
    }

    private static void place(HTMLElement element, double from, double width) {
        Dom.style(element, "--from", String.valueOf(from));
        Dom.style(element, "--wide", String.valueOf(width));
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
}
