package dev.nearside.json;

import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recursive-descent parser over one string. */
final class JsonParser {
    /** Enough for any file of ours, and far from the end of a browser's stack. */
    private static final int MAX_DEPTH = 128;

    private final String text;
    private int at;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    JsonValue document() {
        if (peek() == '\uFEFF') {
            at++;
        }
        skipSpace();
        JsonValue value = value();
        skipSpace();
        if (at < text.length()) {
            throw expected("the end of the text");
        }
        return value;
    }

    private JsonValue value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBool(true));
            case 'f' -> literal("false", new JsonBool(false));
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
        };
    }

    private JsonObject object() {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        boolean more = !skip('}');
        while (more) {
            int start = at;
            if (peek() != '"') {
                throw expected("a member's name in quotes");
            }
            String name = string();
            skipSpace();
            require(':');
            if (members.put(name, value()) != null) {
                at = start;
                throw error("the name \"" + name + "\" stands twice in one object");
            }
            more = another('}');
        }
        depth--;
        return new JsonObject(members);
    }

    private JsonArray array() {
        enter();
        List<JsonValue> items = new ArrayList<>();
        boolean more = !skip(']');
        while (more) {
            items.add(value());
            more = another(']');
        }
        depth--;
        return new JsonArray(items);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("nested more than " + MAX_DEPTH + " levels deep");
        }
        at++;
        skipSpace();
    }

    /** Whether the character stands here; then it is passed. */
    private boolean skip(char c) {
        if (peek() != c || at == text.length()) {
            return false;
        }
        at++;
        return true;
    }

    /** After an item: true past a comma, false past the closing bracket. */
    private boolean another(char close) {
        skipSpace();
        if (skip(close)) {
            return false;
        }
        if (peek() != ',') {
            throw expected("',' or '" + close + "'");
        }
        require(',');
        return true;
    }

    private void require(char c) {
        if (!skip(c)) {
            throw expected("'" + c + "'");
        }
        skipSpace();
    }

    private JsonValue literal(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw expected("a value");
        }
        at += word.length();
        return value;
    }

    private JsonValue number() {
        int end = JsonNumberGrammar.end(text, at);
        if (end < 0) {
            throw expected("a value");
        }
        JsonNumber number = new JsonNumber(text.substring(at, end));
        at = end;
        return number;
    }

    private String string() {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= 0x20) {
            at++;
        }
        if (skip('"')) {
            return text.substring(start, at - 1);
        }
        return stringWithEscapes(start);
    }

    private String stringWithEscapes(int start) {
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0x20) {
                throw error("a control character in a string must be escaped");
            }
            at++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escape() : c);
        }
        throw error("a string without its closing quote");
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexEscape();
            default -> {
                at--;
                throw error("no such escape in a string");
            }
        };
    }

    private char hexEscape() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(peek());
            if (digit < 0) {
                throw expected("four hexadecimal digits after \\u");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    /** By hand, as {@code Character.digit} also takes the digits of other scripts. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = (c | 0x20) - 'a';
        return letter >= 0 && letter < 6 ? 10 + letter : -1;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private InvalidInput expected(String what) {
        return error("expected " + what + ", found "
                + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end of the text"));
    }

    private InvalidInput error(String what) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            boolean newLine = text.charAt(i) == '\n';
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
        }
        return new InvalidInput("not JSON: " + what + " at " + line + ":" + column);
    }
}
