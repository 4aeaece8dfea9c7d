package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Dom;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.dom.html.HTMLElement;

/** How files and texts come in: two file inputs, a drop or a paste anywhere on {@code #/search}. */
final class LibraryInput {
    private final HTMLElement zone = Dom.find("search-drop");
    private final Taker taker;

    /** Takes what came in. */
    interface Taker {
        void take(Picked picked);

        /** A text without a name. */
        void takeText(String text);
    }

    LibraryInput(Taker taker) {
        this.taker = taker;
    }

    /** Begins to hear. */
    void listen() {
        onChosen("search-files", files -> taker.take(chosen(files)));
        onChosen("search-folder", files -> taker.take(chosen(files)));
        Dom.on(
                Dom.document(),
                "dragover",
                event -> zone.setAttribute("data-drop", String.valueOf(holdsSomething(event))));
        Dom.on(Dom.document(), "dragleave", event -> {
            if (leavesThePage(event)) {
                zone.removeAttribute("data-drop");
            }
        });
        Dom.on(Dom.document(), "drop", this::drop);
        Dom.on(Dom.document(), "paste", this::paste);
    }

    private static void onChosen(String testId, Consumer<JSArray<JSObject>> chosen) {
        HTMLElement input = Dom.find(testId);
        Dom.on(input, "change", event -> {
            JSArray<JSObject> files = files(input);
            if (files.getLength() > 0) {
                chosen.accept(files);
            }
        });
    }

    private static Picked chosen(JSArray<JSObject> files) {
        Picked picked = new Picked();
        for (int i = 0; i < files.getLength(); i++) {
            JSObject file = files.get(i);
            String path = path(file);
            if (path.isEmpty()) {
                picked.add(name(file), file);
            } else if (picked.filter().takes(path)) {
                picked.add(path, file);
            }
        }
        return picked;
    }

    private void drop(JSObject event) {
        zone.removeAttribute("data-drop");
        if (!Dom.isShown(zone)) {
            return;
        }
        Dom.prevent(event);
        DroppedEntries entries = new DroppedEntries(event);
        if (!entries.isEmpty()) {
            new Thread(() -> taker.take(entries.walk())).start();
        } else if (!text(event).isBlank()) {
            taker.takeText(text(event));
        }
    }

    private void paste(JSObject event) {
        if (!Dom.isShown(zone) || isField(event)) {
            return;
        }
        JSArray<JSObject> files = pasted(event);
        if (files.getLength() > 0) {
            Dom.prevent(event);
            taker.take(chosen(files));
        } else if (!text(event).isBlank()) {
            Dom.prevent(event);
            taker.takeText(text(event));
        }
    }

    /** The chosen files; the input is emptied, so that the same may be chosen again. */
    @JSBody(params = "input", script = "var files = Array.from(input.files); input.value = ''; return files;")
    private static native JSArray<JSObject> files(HTMLElement input);

    @JSBody(params = "event", script = "return Array.from(event.clipboardData ? event.clipboardData.files : []);")
    private static native JSArray<JSObject> pasted(JSObject event);

    @JSBody(
            params = "event",
            script =
                    "var data = event.dataTransfer || event.clipboardData; return data ? data.getData('text/plain') : '';")
    private static native String text(JSObject event);

    @JSBody(params = "event", script = "return !!event.dataTransfer && event.dataTransfer.types.length > 0;")
    private static native boolean holdsSomething(JSObject event);

    /** From one element to the next it is left as well. */
    @JSBody(params = "event", script = "return event.relatedTarget === null;")
    private static native boolean leavesThePage(JSObject event);

    /** What is pasted into a field is the field's. */
    @JSBody(
            params = "event",
            script = "return /^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox';")
    private static native boolean isField(JSObject event);

    @JSBody(params = "file", script = "return file.webkitRelativePath || '';")
    private static native String path(JSObject file);

    @JSBody(params = "file", script = "return file.name;")
    private static native String name(JSObject file);
}
