package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.page.search.JsArrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A language model that the server lists.
 *
 * @param installed whether the server has its files
 * @param bytes of its files together
 * @param kept what this browser has of it
 */
record ChatModel(
        String id, String title, String licence, String licenceUrl, double bytes, boolean installed, Kept kept) {

    /**
     * What a browser has of a model.
     *
     * @param bytes that are here
     * @param total bytes that its provider needs
     */
    record Kept(double bytes, double total, boolean complete) {
        private static final Kept NOTHING = new Kept(0, 0, false);

        private static Kept of(@Nullable JSObject stored) {
            return stored == null
                    ? NOTHING
                    : new Kept(
                            JsObjects.number(stored, "bytes", 0),
                            JsObjects.number(stored, "total", 0),
                            JsObjects.flag(stored, "complete"));
        }
    }

    /** Those of the catalog. */
    static List<ChatModel> all(JSObject catalog) {
        return JsArrays.objects(catalog).stream()
                .filter(entry -> "text-generation".equals(JsObjects.text(entry, "task")))
                .map(ChatModel::of)
                .toList();
    }

    private static ChatModel of(JSObject entry) {
        JSObject given = JsObjects.get(entry, "licence");
        JSObject licence = given == null ? JsObjects.create() : given;
        return new ChatModel(
                orNothing(JsObjects.text(entry, "id")),
                orNothing(JsObjects.text(entry, "title")),
                orNothing(JsObjects.text(licence, "name")),
                orNothing(JsObjects.text(licence, "url")),
                JsObjects.number(entry, "bytes", 0),
                JsObjects.flag(entry, "installed"),
                Kept.of(JsObjects.get(entry, "stored")));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    String size() {
        return Amounts.bytes(bytes);
    }
}
