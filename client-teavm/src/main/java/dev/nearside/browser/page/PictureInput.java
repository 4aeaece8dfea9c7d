package dev.nearside.browser.page;

import dev.nearside.browser.dom.Dom;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Pictures that a person chooses as a file, drops on the page or pastes. They stay in this tab. */
final class PictureInput {
    private final Consumer<JSObject> chosen;
    private final Consumer<String> refused;

    /**
     * Pictures from the file input, from anywhere on the page by drop, and from the clipboard.
     *
     * @param chosen gets an {@code ImageBitmap}
     * @param refused gets what was wrong with what was chosen instead
     */
    PictureInput(HTMLElement fileInput, HTMLElement dropZone, Consumer<JSObject> chosen, Consumer<String> refused) {
        this.chosen = chosen;
        this.refused = refused;
        Dom.on(fileInput, "change", event -> {
            take(firstFile(fileInput));
            reset(fileInput);
        });
        Dom.on(Dom.document(), "dragover", event -> {
            Dom.prevent(event);
            dropZone.setAttribute("data-drop", "true");
        });
        Dom.on(Dom.document(), "dragleave", event -> dropZone.removeAttribute("data-drop"));
        Dom.on(Dom.document(), "drop", event -> {
            Dom.prevent(event);
            dropZone.removeAttribute("data-drop");
            if (Dom.isShown(dropZone)) {
                take(droppedFile(event));
            }
        });
        Dom.on(Dom.document(), "paste", event -> {
            JSObject file = pastedFile(event);
            if (isBlob(file) && Dom.isShown(dropZone)) {
                take(file);
            }
        });
    }

    private void take(JSObject file) {
        if (!isBlob(file)) {
            refused.accept("that is no picture file; choose a PNG, JPEG or WebP");
            return;
        }
        decode(file, chosen::accept, refused::accept);
    }

    @JSBody(params = "value", script = "return value instanceof Blob;")
    private static native boolean isBlob(JSObject value);

    @JSBody(params = "input", script = "return input.files[0] || {};")
    private static native JSObject firstFile(HTMLElement input);

    @JSBody(params = "input", script = "input.value = '';")
    private static native void reset(HTMLElement input);

    @JSBody(params = "event", script = "return event.dataTransfer && event.dataTransfer.files[0] || {};")
    private static native JSObject droppedFile(JSObject event);

    @JSBody(params = "event", script = "return event.clipboardData && event.clipboardData.files[0] || {};")
    private static native JSObject pastedFile(JSObject event);

    @JSBody(
            params = {"file", "done", "failed"},
            script = "createImageBitmap(file).then(done, function() {"
                    + "  failed((file.name || 'this') + ' is no picture that the browser can read; choose a PNG, JPEG or WebP');"
                    + "});")
    private static native void decode(JSObject file, Decoded done, Failed failed);

    @JSFunctor
    private interface Decoded extends JSObject {
        void decoded(JSObject bitmap);
    }

    @JSFunctor
    private interface Failed extends JSObject {
        void failed(String reason);
    }
}
