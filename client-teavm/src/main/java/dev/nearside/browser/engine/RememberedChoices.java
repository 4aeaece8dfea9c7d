package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.catalog.Manifest;
import dev.nearside.runtime.ExecutionProvider;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;

/**
 * Which provider won when a model was measured on this device, and what passed its self-test here. The page keeps it in
 * the browser's local storage, which a worker cannot reach, and hands it over when the engine starts.
 */
final class RememberedChoices {
    private final Map<String, String> choices = new HashMap<>();
    private final Dispatcher page;
    private final Device device;

    /**
     * What a choice depends on besides the model.
     *
     * @param adapter the GPU adapter and the version of ONNX Runtime Web
     * @param build all else that computes: this program, the browser, the threads
     */
    record Device(String adapter, String build) {}

    RememberedChoices(JSObject stored, Device device, Dispatcher page) {
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
        keep(key(manifest), provider.label());
    }

    private void keep(String key, String value) {
        choices.put(key, value);
        JSObject detail = JsObjects.create();
        JsObjects.set(detail, "key", key);
        JsObjects.set(detail, "provider", value);
        page.event("remember", detail);
    }

    private String key(Manifest manifest) {
        return manifest.id() + " " + manifest.files().get(0).sha256().substring(0, 12) + " " + device.adapter();
    }

    /** Whether this very revision of a model passed its self-test with this very build on this device. */
    boolean hasPassed(String id, String revision, ExecutionProvider provider) {
        return passed(revision).equals(choices.get(test(id, provider)));
    }

    /** A self-test was passed; forgets what passed before it. */
    void passed(String id, String revision, ExecutionProvider provider) {
        keep(test(id, provider), passed(revision));
    }

    /** Has the self-test run again with the next load. */
    void doubt(String id, ExecutionProvider provider) {
        if (choices.containsKey(test(id, provider))) {
            keep(test(id, provider), "in doubt");
        }
    }

    private static String test(String id, ExecutionProvider provider) {
        return "self-test " + id + " " + provider.label();
    }

    private String passed(String revision) {
        return revision + " " + device.adapter() + " " + device.build();
    }
}
