package dev.nearside.browser.dom;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * A dialog over the page: Escape, its buttons and, where that loses nothing, a click beside it close it, and the browser
 * gives the focus back to where it was.
 */
public final class Modal {
    private final HTMLElement dialog;

    /** The dialog of that {@code data-testid}, closed. */
    public Modal(String testId) {
        dialog = Dom.find(testId);
    }

    /** Makes the buttons of those {@code data-testid} close it. */
    public Modal closedBy(String... testIds) {
        for (String testId : testIds) {
            // The policy's form-action 'none' forbids method=dialog too, so what closes it is a button like any other.
            Dom.on(Dom.find(testId), "click", event -> close());
        }
        return this;
    }

    /** Makes a click beside it close it. */
    public Modal closedFromOutside() {
        Dom.on(dialog, "click", event -> closeOutside(dialog, event));
        return this;
    }

    /** Shows it, if it is not shown, and gives the focus to its part of that {@code data-testid}. */
    public void open(String focused) {
        open(dialog);
        Dom.find(focused).focus();
    }

    /** Hides it. */
    public void close() {
        close(dialog);
    }

    @JSBody(params = "dialog", script = "if (!dialog.open) { dialog.showModal(); }")
    private static native void open(HTMLElement dialog);

    @JSBody(params = "dialog", script = "dialog.close();")
    private static native void close(HTMLElement dialog);

    /** A click on the dialog itself and not on what is in it is one beside it, its padding aside. */
    @JSBody(
            params = {"dialog", "event"},
            script = "if (event.target === dialog) {"
                    + "  var box = dialog.getBoundingClientRect();"
                    + "  var within = event.clientX >= box.left && event.clientX <= box.right"
                    + "    && event.clientY >= box.top && event.clientY <= box.bottom;"
                    + "  if (!within) { dialog.close(); }"
                    + "}")
    private static native void closeOutside(HTMLElement dialog, JSObject event);
}
