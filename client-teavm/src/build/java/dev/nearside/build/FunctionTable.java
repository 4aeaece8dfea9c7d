package dev.nearside.build;

import java.util.List;

/** Writes functions as an ES module: a Map from the JSON of their arguments to the function itself. */
final class FunctionTable {
    private final List<List<String>> functions;

    FunctionTable(List<List<String>> functions) {
        this.functions = functions;
    }

    /** The module's text; its default export is the Map. */
    String toModule() {
        StringBuilder text = new StringBuilder("export default new Map([\n");
        for (List<String> function : functions) {
            List<String> parameters = function.subList(0, function.size() - 1);
            text.append('[');
            quote(jsonOf(function), text);
            text.append(", function (").append(String.join(", ", parameters)).append(") {\n");
            text.append(function.get(function.size() - 1)).append("\n}],\n");
        }
        return text.append("]);\n").toString();
    }

    private static String jsonOf(List<String> function) {
        StringBuilder json = new StringBuilder("[");
        for (String argument : function) {
            if (json.length() > 1) {
                json.append(',');
            }
            quote(argument, json);
        }
        return json.append(']').toString();
    }

    /** Quotes as {@code JSON.stringify} does. */
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
