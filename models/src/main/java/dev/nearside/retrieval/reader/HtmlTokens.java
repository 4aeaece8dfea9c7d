package dev.nearside.retrieval.reader;

import java.util.Locale;

/**
 * HTML as tags and texts, one after the other, tolerant as browsers are: what is not closed ends where it can, what is no
 * tag is text. Comments, declarations and the contents of scripts and styles are skipped.
 */
final class HtmlTokens {
    /** What follows these is no HTML until their end tag, however it looks. */
    private static final String RAW = " script style textarea title xmp noembed noframes ";

    private final String html;
    private int at;
    private String name = "";
    private boolean endTag;
    private String text = "";
    private String attributes = "";

    HtmlTokens(String html) {
        this.html = html;
    }

    /** Goes to the next tag or text; false if there is none. */
    boolean next() {
        while (at < html.length()) {
            text = "";
            name = "";
            int start = at;
            if (html.charAt(at) != '<') {
                int end = html.indexOf('<', at);
                at = end < 0 ? html.length() : end;
            } else if (html.startsWith("<!--", at)) {
                at = after("-->", at + 4);
                continue;
            } else if (at + 1 < html.length() && (html.charAt(at + 1) == '!' || html.charAt(at + 1) == '?')) {
                at = after(">", at + 1);
                continue;
            } else if (isTag()) {
                readTag();
                return true;
            } else {
                at++;
            }
            text = Entities.decode(html.substring(start, at));
            return true;
        }
        return false;
    }

    /** The tag's name in lower case; empty if this is text. */
    String name() {
        return name;
    }

    boolean isEndTag() {
        return endTag;
    }

    /** The text, without entities; empty if this is a tag. */
    String text() {
        return text;
    }

    /** All up to this element's end tag, which is skipped, for elements that hold no HTML. */
    String rawContent() {
        int start = at;
        int end = endTagOf(name, at);
        at = end < html.length() ? after(">", end) : end;
        return html.substring(start, end);
    }

    static boolean isRaw(String name) {
        return RAW.contains(" " + name + " ");
    }

    /** An attribute's value; empty if it has none. */
    String attribute(String wanted) {
        int i = 0;
        while (i < attributes.length()) {
            int nameStart = skip(i, " \n\t\f/");
            int nameEnd = nameStart;
            while (nameEnd < attributes.length() && " \n\t\f/=".indexOf(attributes.charAt(nameEnd)) < 0) {
                nameEnd++;
            }
            int equals = skip(nameEnd, " \n\t\f");
            String value = "";
            i = Math.max(nameEnd, nameStart + 1);
            if (equals < attributes.length() && attributes.charAt(equals) == '=') {
                int start = skip(equals + 1, " \n\t\f");
                int end = valueEnd(start);
                boolean quoted = start < attributes.length() && isQuote(attributes.charAt(start));
                value = attributes.substring(Math.min(quoted ? start + 1 : start, end), end);
                i = quoted ? end + 1 : end;
            }
            if (attributes.substring(Math.min(nameStart, nameEnd), nameEnd).equalsIgnoreCase(wanted)) {
                return Entities.decode(value);
            }
        }
        return "";
    }

    private boolean isTag() {
        int letter = at + 1 < html.length() && html.charAt(at + 1) == '/' ? at + 2 : at + 1;
        return letter < html.length() && isLetter(html.charAt(letter));
    }

    private void readTag() {
        endTag = html.charAt(at + 1) == '/';
        int start = endTag ? at + 2 : at + 1;
        int end = start;
        while (end < html.length() && " \n\t\f/>".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        name = html.substring(start, end).toLowerCase(Locale.ROOT);
        int close = tagEnd(end);
        attributes = html.substring(end, close);
        at = Math.min(close + 1, html.length());
    }

    /** The next {@code >} outside of quotes; if a quote is never closed, the next one at all. */
    private int tagEnd(int from) {
        for (int i = from; i < html.length(); i++) {
            char c = html.charAt(i);
            if (c == '>') {
                return i;
            }
            if (isQuote(c) && html.charAt(i - 1) == '=') {
                int close = html.indexOf(c, i + 1);
                if (close < 0) {
                    int end = html.indexOf('>', i);
                    return end < 0 ? html.length() : end;
                }
                i = close;
            }
        }
        return html.length();
    }

    private int valueEnd(int start) {
        if (start < attributes.length() && isQuote(attributes.charAt(start))) {
            int close = attributes.indexOf(attributes.charAt(start), start + 1);
            return close < 0 ? attributes.length() : close;
        }
        int end = start;
        while (end < attributes.length() && " \n\t\f".indexOf(attributes.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int endTagOf(String element, int from) {
        int end = html.indexOf("</", from);
        while (end >= 0 && !html.regionMatches(true, end + 2, element, 0, element.length())) {
            end = html.indexOf("</", end + 2);
        }
        return end < 0 ? html.length() : end;
    }

    private int after(String mark, int from) {
        int end = html.indexOf(mark, from);
        return end < 0 ? html.length() : end + mark.length();
    }

    private int skip(int from, String characters) {
        int i = from;
        while (i < attributes.length() && characters.indexOf(attributes.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
