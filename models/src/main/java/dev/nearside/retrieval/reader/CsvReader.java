package dev.nearside.retrieval.reader;

import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.words.Characters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables as text (RFC 4180, and what else is found: semicolons, tabs, ragged rows). Each row becomes a line that reads on
 * its own, as a row is found without its head: {@code city: Bern; population: 134,506}.
 */
final class CsvReader {
    private static final String SEPARATORS = ",;\t|";

    private final String text;
    private final char separator;
    private int at;

    private CsvReader(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static Document read(String name, byte[] bytes) {
        String text = Characters.withPlainLineEnds(TextDecoder.decode(bytes));
        CsvReader reader = new CsvReader(text, separator(text));
        DocumentDraft draft = new DocumentDraft(name);
        List<String> head = List.of();
        boolean first = true;
        while (reader.at < text.length()) {
            List<String> row = reader.readRow();
            if (first && isHead(row)) {
                head = row;
                if (Characters.skipSpace(text, reader.at, text.length()) == text.length()) {
                    draft.addLine(line(List.of(), row), Block.Kind.ROW);
                }
            } else {
                draft.addLine(line(head, row), Block.Kind.ROW);
            }
            first = false;
        }
        return draft.finish(DocumentType.CSV);
    }

    /** The one that the first line has most of, outside of quotes. */
    private static char separator(String text) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                break;
            } else if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                counts[SEPARATORS.indexOf(c)]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    /** Names of columns are all there, all different, and no numbers. */
    private static boolean isHead(List<String> row) {
        Set<String> names = new HashSet<>();
        for (String name : row) {
            if (name.isEmpty() || !names.add(name) || Character.isDigit(name.charAt(0)) || name.charAt(0) == '-') {
                return false;
            }
        }
        return true;
    }

    private static String line(List<String> head, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                line.append(line.length() > 0 ? "; " : "");
                if (i < head.size()) {
                    line.append(head.get(i)).append(": ");
                }
                line.append(row.get(i));
            }
        }
        return line.toString();
    }

    private List<String> readRow() {
        List<String> row = new ArrayList<>();
        while (true) {
            row.add(readField());
            if (at >= text.length()) {
                return row;
            }
            char c = text.charAt(at++);
            if (c == '\n') {
                return row;
            }
        }
    }

    /** Up to the separator or line end, which is left. */
    private String readField() {
        int start = at;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '"') {
            int end = closingQuote(start + 1);
            // A quote that is never closed is no quote; else it would swallow the rest of the file.
            if (end > 0) {
                at = end + 1;
                String rest = readBare();
                return onOneLine(unquoted(start + 1, end) + rest);
            }
        }
        return onOneLine(readBare());
    }

    private String readBare() {
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++;
        }
        return text.substring(start, at);
    }

    private int closingQuote(int from) {
        int end = text.indexOf('"', from);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == '"') {
            end = text.indexOf('"', end + 2);
        }
        return end;
    }

    private String unquoted(int from, int to) {
        StringBuilder field = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            field.append(text.charAt(i));
            if (text.charAt(i) == '"') {
                i++;
            }
        }
        return field.toString();
    }

    private static String onOneLine(String field) {
        return field.strip().replace('\n', ' ');
    }
}
