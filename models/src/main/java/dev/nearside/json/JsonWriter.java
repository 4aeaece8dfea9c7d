package dev.nearside.json;

import java.util.Iterator;
import java.util.Map;

/** Writes a value into one string. */
final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final boolean indented;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    JsonWriter(boolean indented) {
        this.indented = indented;
    }

    String write(JsonValue value) {
        append(value);
        return out.toString();
    }

    private void append(JsonValue value) {
        if (value instanceof JsonObject object) {
            appendObject(object);
        } else if (value instanceof JsonArray array) {
            appendArray(array);
        } else if (value instanceof JsonString string) {
            appendString(string.value());
        } else {
            out.append(value.toString());
        }
    }

    private void appendObject(JsonObject object) {
        out.append('{');
        depth++;
        Iterator<Map.Entry<String, JsonValue>> members =
                object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonValue> member = members.next();
            newLine();
            appendString(member.getKey());
            out.append(indented ? ": " : ":");
            append(member.getValue());
            if (members.hasNext()) {
                out.append(',');
            }
        }
        depth--;
        if (!object.members().isEmpty()) {
            newLine();
        }
        out.append('}');
    }

    private void appendArray(JsonArray array) {
        out.append('[');
        depth++;
        Iterator<JsonValue> items = array.items().iterator();
        while (items.hasNext()) {
            newLine();
            append(items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        depth--;
        if (!array.items().isEmpty()) {
            newLine();
        }
        out.append(']');
    }

    private void newLine() {
        if (indented) {
            out.append('\n');
            for (int i = 0; i < depth; i++) {
                out.append("  ");
            }
        }
    }

    private void appendString(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < 0x20 || c == 0x2028 || c == 0x2029 || standsAlone(value, i)) {
                appendEscape(c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Whether the character is half of a surrogate pair without the other half, which UTF-8 cannot carry. */
    private static boolean standsAlone(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }

    private void appendEscape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 15));
        }
    }
}
