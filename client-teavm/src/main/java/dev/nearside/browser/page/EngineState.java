package dev.nearside.browser.page;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** One line that says where the engine stands: loading and how far, ready and on what, or what went wrong. */
final class EngineState {
    private final HTMLElement element = Dom.find("engine-state");

    /** A download's progress: {@code {model, file, loaded, total}}. */
    void progress(JSObject progress) {
        double total = JsObjects.number(progress, "total", 0);
        double share = total > 0 ? JsObjects.number(progress, "loaded", 0) / total : 0;
        set("loading", share < 1 ? "Loading the model, " + Math.round(100 * share) + " %" : "Starting ONNX Runtime…");
        Dom.find("engine-progress").setAttribute("value", String.valueOf(share));
    }

    /** The model is loaded: {@code {provider, loadMillis, …}}. */
    void ready(JSObject loaded) {
        set("ready", "Ready on " + Amounts.provider(JsObjects.text(loaded, "provider")));
    }

    /** The model is about to run elsewhere. */
    void switching(String provider) {
        Dom.find("engine-progress").removeAttribute("value");
        set("loading", "Switching to " + provider + "…");
    }

    /** What went wrong; the result says it in full. */
    void failed() {
        set("failed", "The engine is not ready");
    }

    private void set(String state, String text) {
        element.setAttribute("data-state", state);
        Dom.text(Dom.find("engine-text"), text);
    }
}
