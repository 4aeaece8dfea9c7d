package dev.nearside.browser.page;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The few ways in which the pages touch the document. Elements are known by their {@code data-testid}. */
final class Dom {
    private Dom() {}

    /** The element of that {@code data-testid}. */
    static HTMLElement find(String testId) {
        HTMLElement element = query(testId);
        if (element == null) {
            throw new IllegalStateException("index.html has no element with data-testid " + testId);
        }
        return element;
    }

    @JSBody(params = "testId", script = "return document.querySelector('[data-testid=\"' + testId + '\"]');")
    private static native @Nullable HTMLElement query(String testId);

    /** A copy of the element in the {@code template} with {@code data-template} of that name. */
    @JSBody(
            params = "name",
            script = "return document.querySelector('template[data-template=\"' + name + '\"]')"
                    + ".content.firstElementChild.cloneNode(true);")
    static native HTMLElement copyTemplate(String name);

    /** The element within a template's copy that has {@code data-slot} of that name. */
    @JSBody(
            params = {"copy", "name"},
            script = "return copy.querySelector('[data-slot=\"' + name + '\"]');")
    static native HTMLElement slot(HTMLElement copy, String name);

    /** Sets text where it differs, so that nothing is read out twice. */
    @JSBody(
            params = {"element", "text"},
            script = "if (element.textContent !== text) { element.textContent = text; }")
    static native void text(HTMLElement element, String text);

    /** Hears an event; {@code event.preventDefault()} is the listener's to call through {@link #prevent}. */
    @JSBody(
            params = {"target", "type", "listener"},
            script = "target.addEventListener(type, listener, {passive: false});")
    static native void on(JSObject target, String type, Listener listener);

    @JSBody(params = "event", script = "event.preventDefault();")
    static native void prevent(JSObject event);

    @JSBody(script = "return window;")
    static native JSObject window();

    @JSBody(script = "return document;")
    static native JSObject document();

    /** Sets a custom property of the element's style, for example {@code --value}. */
    @JSBody(
            params = {"element", "name", "value"},
            script = "element.style.setProperty(name, value);")
    static native void style(HTMLElement element, String name, String value);

    /** Copies text to the clipboard; tells whether that was allowed. */
    @JSBody(
            params = {"text", "done"},
            script =
                    "(navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error('no clipboard')))"
                            + ".then(function() { done(true); }, function() { done(false); });")
    static native void copy(String text, Done done);

    /** Shortly says on a button what became of its click, then gives it its own text back. */
    @JSBody(
            params = {"button", "text"},
            script =
                    "if (!button.nearsideText) { button.nearsideText = button.textContent; }"
                            + "button.textContent = text; button.dataset.done = 'true';"
                            + "clearTimeout(button.nearsideTimer);"
                            + "button.nearsideTimer = setTimeout(function() { button.textContent = button.nearsideText; delete button.dataset.done; }, 1500);")
    static native void flash(HTMLElement button, String text);

    /** Makes the button copy what the supplier gives. */
    static void copyButton(HTMLElement button, java.util.function.Supplier<String> text) {
        on(button, "click", event -> copy(text.get(), done -> flash(button, done ? "Copied" : "Not allowed")));
    }

    /** Told of an event. */
    @JSFunctor
    interface Listener extends JSObject {
        void event(JSObject event);
    }

    /** Told whether something was done. */
    @JSFunctor
    interface Done extends JSObject {
        void done(boolean done);
    }
}
