package dev.nearside.server.files;

import java.util.Locale;
import java.util.Map;

/** Media types of what is served. */
final class MediaTypes {
    private static final String BYTES = "application/octet-stream";

    /** What a model's folder may hold beside weights; all else is bytes. */
    private static final Map<String, String> BY_ENDING = Map.of(
            "json", "application/json",
            "txt", "text/plain",
            "md", "text/markdown",
            "jinja", "text/plain",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp");

    private MediaTypes() {}

    /** The type of a model's file by the ending of its name. */
    static String ofModelFile(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return withCharset(BY_ENDING.getOrDefault(ending, BYTES));
    }

    /** The type with UTF-8 named where it is a type of text and names no charset; JSON is UTF-8 without saying so. */
    static String withCharset(String type) {
        boolean text = type.startsWith("text/") || type.equals("application/javascript") || type.endsWith("+xml");
        return text && !type.contains("charset") ? type + "; charset=utf-8" : type;
    }
}
