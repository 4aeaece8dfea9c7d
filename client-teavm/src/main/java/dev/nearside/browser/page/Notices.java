package dev.nearside.browser.page;

import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The banner for what a person should know of: WebGPU was left, the engine was started again, a file was refused. */
final class Notices {
    private final HTMLElement banner = Dom.find("digits-notice");
    private String fallback = "";
    private boolean refusal;

    void show(String text) {
        refusal = false;
        Dom.text(banner, text);
        banner.setHidden(false);
    }

    /** Says why something a person chose was not taken; it holds until the next thing that is. */
    void refuse(String text) {
        show(text);
        bring(banner);
        refusal = true;
    }

    void clearRefusal() {
        if (refusal) {
            banner.setHidden(true);
        }
    }

    /** What was said does not hold any more. */
    void clear() {
        banner.setHidden(true);
        fallback = "";
    }

    /** Says once that another provider than the one asked for is in use, and why. */
    void fallback(JSObject loaded) {
        if (!JsObjects.flag(loaded, "fallback")) {
            return;
        }
        String reason = String.valueOf(JsObjects.text(loaded, "providerReason"));
        if (!reason.equals(fallback)) {
            fallback = reason;
            show("WebGPU could not be used: " + reason + ". Going on on WebAssembly.");
            bring(banner);
        }
    }

    /** On a phone the banner may be far above what was touched. */
    @JSBody(params = "element", script = "element.scrollIntoView({block: 'nearest'});")
    private static native void bring(HTMLElement element);
}
