package dev.nearside.browser.page.search;

import dev.nearside.browser.js.JsObjects;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** Files that a person brought at once, each with the name to know it by, and what was left out of the folders among them. */
final class Picked {
    private final JSArray<JSObject> sources = new JSArray<>();
    private final FolderFilter filter = new FolderFilter();
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * A file that was not taken.
     *
     * @param reason for people, without a capital or a full stop
     */
    record Refusal(String name, String reason) {}

    /** Takes a file that the person named themselves, whatever its name. */
    void add(String name, JSObject file) {
        JSObject source = JsObjects.create();
        JsObjects.set(source, "name", name);
        JsObjects.set(source, "blob", file);
        sources.push(source);
    }

    /** Takes a text as a file. */
    void addText(String name, String text) {
        JSObject source = JsObjects.create();
        JsObjects.set(source, "name", name);
        JsObjects.set(source, "text", text);
        sources.push(source);
    }

    /** The browser could not give that file. */
    void refuse(String name, String reason) {
        refusals.add(new Refusal(name, reason));
    }

    /** Which files of folders belong here. */
    FolderFilter filter() {
        return filter;
    }

    /** For {@code near.search.add}. */
    JSArray<JSObject> sources() {
        return sources;
    }

    /** What the browser could not give. */
    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    int size() {
        return sources.getLength();
    }
}
