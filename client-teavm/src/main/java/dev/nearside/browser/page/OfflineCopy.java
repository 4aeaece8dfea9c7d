package dev.nearside.browser.page;

import dev.nearside.browser.api.Near;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/**
 * The service worker, which keeps the page and the models that were loaded, so that a reload works without the server.
 * Where there is none (plain http on a network) the page works as long as it stays open.
 */
final class OfflineCopy {
    private final Near near;

    OfflineCopy(Near near, LogPanel log) {
        this.near = near;
        register(log::add);
    }

    /** Has the files kept that not every page needs and that were loaded before the service worker was in control. */
    void keep() {
        JSArray<JSString> addresses = new JSArray<>();
        JSArray<JSObject> entries = near.ledger();
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            String url = JsObjects.text(entry, "url");
            String why = JsObjects.text(entry, "why");
            if (url != null && ("model".equals(why) || "program".equals(why) || "PDF reader".equals(why))) {
                addresses.push(JSString.valueOf(url));
            }
        }
        keep(addresses);
    }

    @JSBody(
            params = "failed",
            script = "if ('serviceWorker' in navigator) {"
                    + "  navigator.serviceWorker.register('/sw.js').catch(function(e) {"
                    + "    failed('the page is not kept for offline use: ' + e.message);"
                    + "  });"
                    + "}")
    private static native void register(Failed failed);

    @JSBody(
            params = "addresses",
            script = "if ('serviceWorker' in navigator) {"
                    + "  navigator.serviceWorker.ready.then(function(registration) {"
                    + "    registration.active.postMessage({type: 'keep', addresses: addresses});"
                    + "  });"
                    + "}")
    private static native void keep(JSArray<JSString> addresses);

    @JSFunctor
    private interface Failed extends JSObject {
        void failed(String reason);
    }
}
