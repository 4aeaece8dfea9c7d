package dev.nearside.browser.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes text of what pdf.js finds on a page: runs of characters with a place. Lines that stand closer together than
 * others are a paragraph; a word that was broken at a line's end is whole again.
 */
final class PdfLayout {
    /** How many numbers of the layout belong to one run: its length, whether a line ends with it, baseline, height. */
    static final int NUMBERS_A_RUN = 4;

    private static final double PARAGRAPH_GAP = 1.35;
    private static final double HEADING_HEIGHT = 1.2;

    private PdfLayout() {}

    /**
     * The text of one page; an empty line stands between paragraphs.
     *
     * @param runs the characters of all runs, one after the other
     * @param layout four numbers a run: its length in UTF-16 units, 1 if a line ends with it, its baseline above the
     *     page's foot and its height, both in tenths of a point
     */
    static String text(String runs, int[] layout) {
        List<Line> lines = lines(runs, layout);
        double usual = usualGap(lines);
        StringBuilder text = new StringBuilder(runs.length() + 16);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (i > 0) {
                join(text, lines.get(i - 1), line, usual);
            }
            text.append(line.text);
        }
        return text.toString();
    }

    private static List<Line> lines(String runs, int[] layout) {
        List<Line> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        int baseline = 0;
        int height = 0;
        for (int i = 0; i + NUMBERS_A_RUN <= layout.length; i += NUMBERS_A_RUN) {
            String run = runs.substring(at, at + layout[i]);
            at += layout[i];
            if (text.length() == 0) {
                baseline = layout[i + 2];
                height = 0;
            }
            text.append(run);
            height = Math.max(height, layout[i + 3]);
            if (layout[i + 1] == 1 || i + NUMBERS_A_RUN == layout.length) {
                String line = text.toString().strip();
                text.setLength(0);
                if (!line.isEmpty()) {
                    lines.add(new Line(line, baseline, height));
                }
            }
        }
        return lines;
    }

    private static double usualGap(List<Line> lines) {
        int[] gaps = new int[lines.size()];
        int count = 0;
        for (int i = 1; i < lines.size(); i++) {
            int gap = lines.get(i - 1).baseline - lines.get(i).baseline;
            if (gap > 0) {
                gaps[count++] = gap;
            }
        }
        Arrays.sort(gaps, 0, count);
        return count == 0 ? 0 : gaps[count / 2];
    }

    private static void join(StringBuilder text, Line before, Line line, double usual) {
        int gap = before.baseline - line.baseline;
        boolean otherHeight =
                line.height > HEADING_HEIGHT * before.height || before.height > HEADING_HEIGHT * line.height;
        if (otherHeight || gap > PARAGRAPH_GAP * usual) {
            text.append("\n\n");
        } else if (isBroken(before.text) && Character.isLowerCase(line.text.charAt(0))) {
            text.setLength(text.length() - 1);
        } else {
            text.append('\n');
        }
    }

    private static boolean isBroken(String line) {
        int last = line.length() - 1;
        return last > 0
                && (line.charAt(last) == '-' || line.charAt(last) == '\u00ad')
                && Character.isLetter(line.charAt(last - 1));
    }

    private record Line(String text, int baseline, int height) {}
}
