package dev.nearside.browser.api;

import dev.nearside.browser.js.JsObjects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Which provider won on this device, by model, kept in the browser's local storage. */
final class RememberedProviders {
    private static final String KEY = "nearside.providers";

    private RememberedProviders() {}

    /** What is remembered; nothing where storage is switched off or holds something else. */
    static JSObject load() {
        return parse(KEY);
    }

    /** Remembers one more. */
    static void remember(JSObject detail) {
        String key = JsObjects.text(detail, "key");
        String provider = JsObjects.text(detail, "provider");
        if (key != null && provider != null) {
            JSObject all = load();
            JsObjects.set(all, key, provider);
            String problem = store(KEY, JsObjects.stringify(all));
            if (problem != null) {
                warn("the choice of provider is not remembered: " + problem);
            }
        }
    }

    @JSBody(
            params = "key",
            script = "try {"
                    + "  var value = JSON.parse(localStorage.getItem(key) || '{}');"
                    + "  return value && typeof value === 'object' ? value : {};"
                    + "} catch (e) { console.warn('nothing remembered could be read: ' + e); return {}; }")
    private static native JSObject parse(String key);

    @JSBody(
            params = {"key", "value"},
            script = "try { localStorage.setItem(key, value); return null; } catch (e) { return String(e); }")
    private static native @Nullable String store(String key, String value);

    @JSBody(params = "text", script = "console.warn(text);")
    private static native void warn(String text);
}
