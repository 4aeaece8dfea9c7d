package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.catalog.Manifest;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import org.teavm.jso.JSObject;

/** A model that is ready to run. */
public final class LoadedModel {
    private final Manifest manifest;
    private final WantedProvider wanted;
    private final ProviderSelection.Selected selected;
    private final double loadMillis;

    LoadedModel(Manifest manifest, WantedProvider wanted, ProviderSelection.Selected selected, double loadMillis) {
        this.manifest = manifest;
        this.wanted = wanted;
        this.selected = selected;
        this.loadMillis = loadMillis;
    }

    /** What it is. */
    public Manifest manifest() {
        return manifest;
    }

    /** The session, its self-test passed. */
    public InferenceSession session() {
        return selected.session();
    }

    /** Where it runs. */
    public ExecutionProvider provider() {
        return session().provider();
    }

    /** Milliseconds from the request to the session's passed self-test. */
    public double loadMillis() {
        return loadMillis;
    }

    /** The provider that was asked for. */
    WantedProvider wanted() {
        return wanted;
    }

    /** A new answer to the page, with {@code model}, {@code provider}, {@code providerReason}, {@code fallback}, {@code loadMillis}. */
    public JSObject describe() {
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "model", manifest.id());
        JsObjects.set(answer, "provider", provider().label());
        JsObjects.set(answer, "providerReason", selected.reason());
        JsObjects.set(answer, "fallback", selected.fallback());
        JsObjects.set(answer, "loadMillis", loadMillis);
        return answer;
    }
}
