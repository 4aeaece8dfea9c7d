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
    private final int contextLength;
    private final double loadMillis;

    LoadedModel(
            Manifest manifest,
            WantedProvider wanted,
            ProviderSelection.Selected selected,
            int contextLength,
            double loadMillis) {
        this.manifest = manifest;
        this.wanted = wanted;
        this.selected = selected;
        this.contextLength = contextLength;
        this.loadMillis = loadMillis;
    }

    /** What it is. */
    public Manifest manifest() {
        return manifest;
    }

    /** The session, its self-test passed now or with an earlier load. */
    public InferenceSession session() {
        return selected.session();
    }

    /** Where it runs. */
    public ExecutionProvider provider() {
        return session().provider();
    }

    /** Tokens of prompt and answer together for which this device has memory; 0 if it generates no text. */
    public int contextLength() {
        return contextLength;
    }

    /** Milliseconds from the request to the session's passed self-test. */
    public double loadMillis() {
        return loadMillis;
    }

    /** The provider that was asked for. */
    WantedProvider wanted() {
        return wanted;
    }

    /**
     * A new answer to the page, with {@code model}, {@code provider}, {@code providerReason}, {@code fallback},
     * {@code loadMillis}, {@code selfTest} and, of a language model, {@code contextLength}.
     */
    public JSObject describe() {
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "model", manifest.id());
        JsObjects.set(answer, "provider", provider().label());
        JsObjects.set(answer, "providerReason", selected.reason());
        JsObjects.set(answer, "fallback", selected.fallback());
        JsObjects.set(answer, "loadMillis", loadMillis);
        JsObjects.set(answer, "selfTest", selected.tested() ? "passed" : "passed before");
        if (contextLength > 0) {
            JsObjects.set(answer, "contextLength", contextLength);
        }
        return answer;
    }
}
