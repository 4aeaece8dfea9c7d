package dev.nearside.browser.page.markdown;

import dev.nearside.browser.page.markdown.Block.Alignment;
import java.util.ArrayList;
import java.util.List;

/** The cells of a table's row. */
final class TableCells {
    private TableCells() {}

    static List<List<Inline>> of(String row) {
        List<List<Inline>> cells = new ArrayList<>();
        for (String cell : split(row)) {
            cells.add(Inlines.parse(cell));
        }
        return cells;
    }

    /** The row with that many cells: empty ones added, or those beyond left out. */
    static List<List<Inline>> fit(List<List<Inline>> row, int size) {
        List<List<Inline>> fitted = new ArrayList<>(row.subList(0, Math.min(size, row.size())));
        while (fitted.size() < size) {
            fitted.add(List.of());
        }
        return fitted;
    }

    /** Whether the line is the one between head and body. */
    static boolean isDivider(String line) {
        if (line.indexOf('|') < 0) {
            return false;
        }
        for (String cell : split(line)) {
            int start = cell.startsWith(":") ? 1 : 0;
            int end = cell.length() - (cell.length() > start && cell.endsWith(":") ? 1 : 0);
            if (end <= start || !cell.substring(start, end).replace("-", "").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Where the columns' texts stand, as the line between head and body says it. */
    static List<Alignment> alignments(String divider) {
        List<Alignment> columns = new ArrayList<>();
        for (String cell : split(divider)) {
            if (!cell.endsWith(":")) {
                columns.add(Alignment.LEFT);
            } else {
                columns.add(cell.startsWith(":") ? Alignment.CENTER : Alignment.RIGHT);
            }
        }
        return columns;
    }

    /** The texts between the bars; a bar behind a backslash, or within code, divides nothing. */
    static List<String> split(String row) {
        String text = row.strip();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean code = false;
        for (int i = text.startsWith("|") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            code ^= c == '`';
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|' && !code) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || cells.isEmpty()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }
}
