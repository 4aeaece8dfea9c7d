package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.catalog.Manifest;
import dev.nearside.runtime.ExecutionProvider;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;

/**
 * Which provider won when a model was measured on this device. The page keeps it in the browser's local storage, which
 * a worker cannot reach, and hands it over when the engine starts.
 */
final class RememberedChoices {
    private final Map<String, String> choices = new HashMap<>();
    private final Dispatcher page;
    private final String device;

    /** @param device what a choice depends on besides the model: the adapter and the version of ONNX Runtime Web */
    RememberedChoices(JSObject stored, String device, Dispatcher page) {
        this.page = page;
        this.device = device;
        for (String key : JsObjects.names(stored)) {
            String provider = JsObjects.text(stored, key);
            if (provider != null) {
                choices.put(key, provider);
            }
        }
    }

    boolean says(Manifest manifest, ExecutionProvider provider) {
        return provider.label().equals(choices.get(key(manifest)));
    }

    void remember(Manifest manifest, ExecutionProvider provider) {
        choices.put(key(manifest), provider.label());
        JSObject detail = JsObjects.create();
        JsObjects.set(detail, "key", key(manifest));
        JsObjects.set(detail, "provider", provider.label());
        page.event("remember", detail);
    }

    private String key(Manifest manifest) {
        return manifest.id() + " " + manifest.files().get(0).sha256().substring(0, 12) + " " + device;
    }
}
