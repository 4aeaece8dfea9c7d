package dev.nearside.browser.page.search;

import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** Files that a person brought, each with the name to know it by, and what was left out of the folders among them. */
final class Picked {
    private final JSArray<JSObject> sources = new JSArray<>();
    private final FolderFilter filter = new FolderFilter();

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

    /** Which files of folders belong here. */
    FolderFilter filter() {
        return filter;
    }

    /** For {@code near.search.add}. */
    JSArray<JSObject> sources() {
        return sources;
    }

    int size() {
        return sources.getLength();
    }
}
