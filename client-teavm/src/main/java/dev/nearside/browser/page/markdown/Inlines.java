package dev.nearside.browser.page.markdown;

import java.util.ArrayList;
import java.util.List;

/** Reads what is within a line: emphasis, code, links, line breaks. What is not closed is text. */
final class Inlines {
    private static final int DEEPEST = 12;
    private static final String ESCAPABLE = "\\`*_{}[]()#+-.!|<>~";

    private final String text;
    private final int depth;
    private final List<Inline> found = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;

    private Inlines(String text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    static List<Inline> parse(String text) {
        return new Inlines(text, 0).read();
    }

    private List<Inline> read() {
        while (at < text.length()) {
            if (depth >= DEEPEST || !special()) {
                plain.append(text.charAt(at++));
            }
        }
        flush();
        return List.copyOf(found);
    }

    private void flush() {
        if (!plain.isEmpty()) {
            found.add(new Inline.Text(plain.toString()));
            plain.setLength(0);
        }
    }

    private void add(Inline inline, int end) {
        flush();
        found.add(inline);
        at = end;
    }

    private List<Inline> within(int from, int to) {
        return new Inlines(text.substring(from, to), depth + 1).read();
    }

    /** Takes what begins here if it is more than a character. */
    private boolean special() {
        return switch (text.charAt(at)) {
            case '\n' -> {
                add(new Inline.Break(), at + 1);
                yield true;
            }
            case '\\' -> escaped();
            case '`' -> code();
            case '*', '_' -> emphasis();
            case '!' -> at + 1 < text.length() && text.charAt(at + 1) == '[' && link(at + 1);
            case '[' -> link(at);
            case '<', 'h' -> address();
            default -> false;
        };
    }

    private boolean escaped() {
        if (at + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0) {
            plain.append(text.charAt(at + 1));
            at += 2;
            return true;
        }
        return false;
    }

    private boolean code() {
        int length = Scan.run(text, at);
        int end = Scan.closingCode(text, at + length, length);
        if (end < 0) {
            plain.append(text, at, at + length);
            at += length;
            return true;
        }
        String code = text.substring(at + length, end).replace('\n', ' ');
        boolean padded = code.length() > 2 && code.startsWith(" ") && code.endsWith(" ") && !code.isBlank();
        add(new Inline.Code(padded ? code.substring(1, code.length() - 1) : code), end + length);
        return true;
    }

    private boolean emphasis() {
        int length = Math.min(2, Scan.run(text, at));
        for (; length > 0; length--) {
            int end = Scan.closingEmphasis(text, at, length);
            if (end > 0) {
                List<Inline> content = within(at + length, end);
                add(length == 2 ? new Inline.Strong(content) : new Inline.Emphasis(content), end + length);
                return true;
            }
        }
        int run = Scan.run(text, at);
        plain.append(text, at, at + run);
        at += run;
        return true;
    }

    /** A link, or a picture, which becomes a link: nothing is fetched that nobody asked for. */
    private boolean link(int bracket) {
        int close = Scan.closingBracket(text, bracket);
        if (close < 0 || close + 1 >= text.length() || text.charAt(close + 1) != '(') {
            return false;
        }
        int end = text.indexOf(')', close);
        if (end < 0) {
            return false;
        }
        String target = text.substring(close + 2, end).strip();
        int title = target.indexOf(' ');
        String wanted = title < 0 ? target : target.substring(0, title);
        List<Inline> content = within(bracket + 1, close);
        if (Addresses.isPath(wanted) && !content.isEmpty()) {
            flush();
            found.addAll(content);
            plain.append(" (").append(wanted).append(')');
            at = end + 1;
            return true;
        }
        String address = Addresses.safe(wanted);
        if (address.isEmpty()) {
            return false;
        }
        add(new Inline.Link(address, content.isEmpty() ? List.of(new Inline.Text(address)) : content), end + 1);
        return true;
    }

    /** An address that stands there by itself, with or without angle brackets. */
    private boolean address() {
        boolean bracketed = text.charAt(at) == '<';
        if (!bracketed && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
            return false;
        }
        int start = bracketed ? at + 1 : at;
        int end = bracketed ? text.indexOf('>', at) : Scan.endOfAddress(text, at);
        if (end < 0) {
            return false;
        }
        String address = Addresses.safe(text.substring(start, end));
        if (address.isEmpty() || (!bracketed && !text.startsWith("http", at))) {
            return false;
        }
        add(new Inline.Link(address, List.of(new Inline.Text(text.substring(start, end)))), bracketed ? end + 1 : end);
        return true;
    }
}
