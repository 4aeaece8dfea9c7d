package dev.nearside.browser.page.search;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/** What a drop holds: files, and folders with all that is in them. */
final class DroppedEntries {
    private final JSArray<JSObject> entries;

    /** Reads the event, which is empty once its listener has returned. */
    DroppedEntries(JSObject event) {
        entries = entries(event);
    }

    boolean isEmpty() {
        return entries.getLength() == 0;
    }

    /** Walks the folders. Blocks. */
    Picked walk() {
        Picked picked = new Picked();
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            if (isBlob(entry)) {
                picked.add(name(entry), entry);
            } else {
                walk(entry, name(entry), picked);
            }
        }
        return picked;
    }

    private static void walk(JSObject entry, String path, Picked picked) {
        try {
            if (isFile(entry)) {
                picked.add(path, Promises.awaitValue(file(entry)));
                return;
            }
            JSArray<JSObject> children = Promises.awaitValue(children(entry));
            for (int i = 0; i < children.getLength(); i++) {
                JSObject child = children.get(i);
                String childPath = path + "/" + name(child);
                if (picked.filter().takes(childPath)) {
                    walk(child, childPath, picked);
                }
            }
        } catch (JsFailure e) {
            picked.refuse(path, "the browser could not read it: " + e.getMessage());
        }
    }

    /** A drop that a script made up has no entries, so its files are taken as they are. */
    @JSBody(
            params = "event",
            script = "return Array.from(event.dataTransfer ? event.dataTransfer.items : []).filter(function(item) {"
                    + "  return item.kind === 'file';"
                    + "}).map(function(item) {"
                    + "  return item.webkitGetAsEntry && item.webkitGetAsEntry() || item.getAsFile();"
                    + "}).filter(Boolean);")
    private static native JSArray<JSObject> entries(JSObject event);

    @JSBody(params = "entry", script = "return entry instanceof Blob;")
    private static native boolean isBlob(JSObject entry);

    @JSBody(params = "entry", script = "return entry.isFile;")
    private static native boolean isFile(JSObject entry);

    @JSBody(params = "entry", script = "return entry.name;")
    private static native String name(JSObject entry);

    @JSBody(
            params = "entry",
            script = "return new Promise(function(resolve, reject) { entry.file(resolve, reject); });")
    private static native JSPromise<JSObject> file(JSObject entry);

    /** A reader gives at most a hundred at a time, and none when there are no more. */
    @JSBody(
            params = "folder",
            script = "var reader = folder.createReader(), all = [];"
                    + "return new Promise(function(resolve, reject) {"
                    + "  function more() {"
                    + "    reader.readEntries(function(some) {"
                    + "      if (some.length === 0) { resolve(all); } else { all.push.apply(all, some); more(); }"
                    + "    }, reject);"
                    + "  }"
                    + "  more();"
                    + "});")
    private static native JSPromise<JSArray<JSObject>> children(JSObject folder);
}
