package dev.nearside.browser.page;

import dev.nearside.browser.api.Near;
import dev.nearside.browser.api.NearsideJs;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Loads the program of {@code #/compare} when somebody comes there. */
final class ComparingProgram {
    private final Near near;
    private boolean opened;

    ComparingProgram(Near near) {
        this.near = near;
    }

    void shown() {
        if (!opened) {
            opened = true;
            new Thread(this::load).start();
        }
    }

    private void load() {
        try {
            JSObject module = Promises.awaitValue(Host.importModule(Host.address("/app/comparing.js")));
            Promises.join(open(module, NearsideJs.facade(near)));
        } catch (JsFailure e) {
            opened = false;
            Dom.text(Dom.find("compare-status"), "This page could not be loaded: " + e.getMessage());
        }
    }

    @JSBody(
            params = {"module", "near"},
            script = "return module.open(near);")
    private static native JSPromise<JSObject> open(JSObject module, JSObject near);
}
