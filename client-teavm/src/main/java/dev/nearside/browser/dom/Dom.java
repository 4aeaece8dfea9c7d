package dev.nearside.browser.dom;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The few ways in which the pages touch the document. Elements are known by their {@code data-testid}. */
public final class Dom {
    private Dom() {}

    /** The element of that {@code data-testid}. */
    public static HTMLElement find(String testId) {
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
    public static native HTMLElement copyTemplate(String name);

    /** The element within a template's copy that has {@code data-slot} of that name. */
    @JSBody(
            params = {"copy", "name"},
            script = "return copy.querySelector('[data-slot=\"' + name + '\"]');")
    public static native HTMLElement slot(HTMLElement copy, String name);

    /** Sets text where it differs, so that nothing is read out twice. */
    @JSBody(
            params = {"element", "text"},
            script = "if (element.textContent !== text) { element.textContent = text; }")
    public static native void text(HTMLElement element, String text);

    /** Hears an event; {@code event.preventDefault()} is the listener's to call through {@link #prevent}. */
    @JSBody(
            params = {"target", "type", "listener"},
            script = "target.addEventListener(type, listener, {passive: false});")
    public static native void on(JSObject target, String type, Listener listener);

    /** Keeps the browser from doing what it does on this event. */
    @JSBody(params = "event", script = "event.preventDefault();")
    public static native void prevent(JSObject event);

    /** The global object. */
    @JSBody(script = "return window;")
    public static native JSObject window();

    /** The document, to hear events anywhere on the page. */
    @JSBody(script = "return document;")
    public static native JSObject document();

    /** Adds text at the end; marked text is an element {@code mark}. */
    @JSBody(
            params = {"element", "text", "marked"},
            script = "var node = document.createTextNode(text);"
                    + "if (marked) { var mark = document.createElement('mark'); mark.appendChild(node); node = mark; }"
                    + "element.appendChild(node);")
    public static native void append(HTMLElement element, String text, boolean marked);

    /** Enables or disables a control. */
    @JSBody(
            params = {"control", "enabled"},
            script = "control.disabled = !enabled;")
    public static native void enable(HTMLElement control, boolean enabled);

    /** Whether the element is laid out at all: not so in a view that is not the address's. */
    @JSBody(params = "element", script = "return element.offsetParent !== null;")
    public static native boolean isShown(HTMLElement element);

    /** What stands in a field. */
    @JSBody(params = "field", script = "return field.value;")
    public static native String value(HTMLElement field);

    /** Writes into a field. */
    @JSBody(
            params = {"field", "value"},
            script = "field.value = value;")
    public static native void value(HTMLElement field, String value);

    /** Whether a box is ticked. */
    @JSBody(params = "box", script = "return box.checked;")
    public static native boolean isChecked(HTMLElement box);

    /** Ticks a box, or unticks it. */
    @JSBody(
            params = {"box", "checked"},
            script = "box.checked = checked;")
    public static native void check(HTMLElement box, boolean checked);

    /** Shows how far work is, 0 to 1; below 0 that it is not known. */
    public static void progress(HTMLElement progress, double share) {
        if (share < 0) {
            progress.removeAttribute("value");
        } else {
            progress.setAttribute("value", String.valueOf(share));
        }
    }

    /** Sets a custom property of the element's style, for example {@code --value}. */
    @JSBody(
            params = {"element", "name", "value"},
            script = "element.style.setProperty(name, value);")
    public static native void style(HTMLElement element, String name, String value);

    /** Copies text to the clipboard; tells whether that was allowed. */
    @JSBody(
            params = {"text", "done"},
            script =
                    "(navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error('no clipboard')))"
                            + ".then(function() { done(true); }, function() { done(false); });")
    public static native void copy(String text, Done done);

    /** Shortly says on a button what became of its click, then gives it its own text back. */
    @JSBody(
            params = {"button", "text"},
            script =
                    "if (!button.nearsideText) { button.nearsideText = button.textContent; }"
                            + "button.textContent = text; button.dataset.done = 'true';"
                            + "clearTimeout(button.nearsideTimer);"
                            + "button.nearsideTimer = setTimeout(function() { button.textContent = button.nearsideText; delete button.dataset.done; }, 1500);")
    public static native void flash(HTMLElement button, String text);

    /** Makes the button copy what the supplier gives. */
    public static void copyButton(HTMLElement button, Supplier<String> text) {
        on(button, "click", event -> copy(text.get(), done -> flash(button, done ? "Copied" : "Not allowed")));
    }

    /** Told of an event. */
    @JSFunctor
    public interface Listener extends JSObject {
        void event(JSObject event);
    }

    /** Told whether something was done. */
    @JSFunctor
    public interface Done extends JSObject {
        void done(boolean done);
    }
}
