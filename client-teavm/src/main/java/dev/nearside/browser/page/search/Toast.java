package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Dom;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Says what became of a click, over the page, so that nothing moves for it; what went wrong stays until something else is
 * said. What can be undone can be so from here, and by Ctrl+Z, as long as it is shown.
 */
public final class Toast {
    private static final int SHOWN_MILLIS = 6000;
    private static final int OFFERED_MILLIS = 12_000;

    private final HTMLElement element = Dom.find("search-toast");
    private final HTMLElement text = Dom.find("search-toast-text");
    private final HTMLElement button = Dom.find("search-undo");
    private @Nullable Runnable undo;

    /** Nothing is said yet. */
    public Toast() {
        Dom.on(button, "click", event -> undo());
        Dom.on(Dom.document(), "keydown", event -> {
            if (undo != null && wantsUndo(event)) {
                Dom.prevent(event);
                undo();
            }
        });
    }

    /** Says what was done, for a while. */
    public void say(String what) {
        show(what, SHOWN_MILLIS, null);
    }

    /** Says what went wrong, until something else is said. */
    public void problem(String what) {
        show(what, 0, null);
    }

    /** Says what was done, and offers to undo it for a while. */
    public void offer(String what, Runnable undoing) {
        show(what, OFFERED_MILLIS, undoing);
    }

    /** What was done before is done for good: something else begins. */
    void settle() {
        if (undo != null) {
            show("", 0, null);
        }
    }

    private void undo() {
        Runnable undoing = undo;
        settle();
        if (undoing != null) {
            undoing.run();
        }
    }

    private void show(String what, int millis, @Nullable Runnable undoing) {
        undo = undoing;
        button.setHidden(undoing == null);
        Dom.text(text, what);
        if (millis == 0) {
            stay(element);
        } else {
            later(element, millis, () -> show("", 0, null));
        }
    }

    @JSBody(params = "element", script = "clearTimeout(element.nearsideTimer);")
    private static native void stay(HTMLElement element);

    /** Not while somebody is about to use it. */
    @JSBody(
            params = {"element", "millis", "then"},
            script = "clearTimeout(element.nearsideTimer);"
                    + "function look() {"
                    + "  if (element.matches(':hover, :focus-within')) { element.nearsideTimer = setTimeout(look, 1000); }"
                    + "  else { then(); }"
                    + "}"
                    + "element.nearsideTimer = setTimeout(look, millis);")
    private static native void later(HTMLElement element, int millis, Then then);

    /** In a field the keys undo what was typed. */
    @JSBody(
            params = "event",
            script = "return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'"
                    + "  && !(/^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox');")
    private static native boolean wantsUndo(JSObject event);

    @JSFunctor
    private interface Then extends JSObject {
        void then();
    }
}
