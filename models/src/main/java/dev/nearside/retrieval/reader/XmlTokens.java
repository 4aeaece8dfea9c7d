package dev.nearside.retrieval.reader;

import dev.nearside.error.InvalidInput;

/**
 * XML as tags and texts, one after the other, with names as they are written, prefix and all. For XML that programs write:
 * it has no DTD, so none is read, and no entities of its own.
 */
final class XmlTokens {
    private final String file;
    private final String xml;
    private int at;
    private String name = "";
    private boolean start;
    private boolean end;
    private int attributesFrom;
    private int attributesTo;
    private String text = "";

    XmlTokens(String file, String xml) {
        this.file = file;
        this.xml = xml;
    }

    /** Goes to the next tag or text; false if there is none. */
    boolean next() {
        while (at < xml.length()) {
            name = "";
            text = "";
            start = false;
            end = false;
            if (xml.charAt(at) != '<') {
                int close = xml.indexOf('<', at);
                int to = close < 0 ? xml.length() : close;
                text = Entities.decode(xml.substring(at, to));
                at = to;
                return true;
            }
            if (xml.startsWith("<![CDATA[", at)) {
                int close = find("]]>", at);
                text = xml.substring(at + 9, close);
                at = close + 3;
                return true;
            }
            if (xml.startsWith("<!--", at)) {
                at = find("-->", at + 4) + 3;
            } else if (xml.startsWith("<?", at)) {
                at = find("?>", at) + 2;
            } else if (xml.startsWith("<!", at)) {
                throw new InvalidInput(file + " is refused: there is a document type definition in it");
            } else {
                readTag();
                return true;
            }
        }
        return false;
    }

    /** The name of the tag; empty if this is text. */
    String name() {
        return name;
    }

    /** Whether the element starts here; an empty one starts and ends at once. */
    boolean starts() {
        return start;
    }

    boolean ends() {
        return end;
    }

    String text() {
        return text;
    }

    /** An attribute's value, by its name with prefix; empty if it has none. */
    String attribute(String wanted) {
        String attributes = xml.substring(attributesFrom, attributesTo);
        int from = 0;
        while (true) {
            int equals = attributes.indexOf('=', from);
            if (equals < 0 || equals + 1 == attributes.length()) {
                return "";
            }
            int close = attributes.indexOf(attributes.charAt(equals + 1), equals + 2);
            if (close < 0) {
                return "";
            }
            if (attributes.substring(from, equals).strip().equals(wanted)) {
                return Entities.decode(attributes.substring(equals + 2, close));
            }
            from = close + 1;
        }
    }

    private void readTag() {
        int close = tagEnd();
        boolean endTag = xml.charAt(at + 1) == '/';
        boolean empty = !endTag && xml.charAt(close - 1) == '/';
        start = !endTag;
        end = endTag || empty;
        int from = endTag ? at + 2 : at + 1;
        int to = empty ? close - 1 : close;
        int nameEnd = from;
        while (nameEnd < to && xml.charAt(nameEnd) > ' ') {
            nameEnd++;
        }
        name = xml.substring(from, nameEnd);
        attributesFrom = nameEnd;
        attributesTo = to;
        at = close + 1;
    }

    private int tagEnd() {
        char quote = 0;
        for (int i = at + 1; i < xml.length(); i++) {
            char c = xml.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>' && i > at + 1) {
                return i;
            }
        }
        throw cutOff();
    }

    private int find(String mark, int from) {
        int found = xml.indexOf(mark, from);
        if (found < 0) {
            throw cutOff();
        }
        return found;
    }

    private InvalidInput cutOff() {
        return new InvalidInput(file + " is damaged: its text ends in the middle");
    }
}
