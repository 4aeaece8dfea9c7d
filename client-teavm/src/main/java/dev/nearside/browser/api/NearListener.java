package dev.nearside.browser.api;

import org.teavm.jso.JSObject;

/** Hears what happens in the engines, between calls and during them. */
public interface NearListener {

    /** An engine has started, or started again. */
    void started(JSObject info);

    /** A line for the log. */
    void logged(EngineKind engine, String line);

    /** Something that a person should know of, and that was dealt with: the engine restarted, WebGPU was left. */
    void noticed(EngineKind engine, String text);

    /** An engine will not start. */
    void failed(EngineKind engine, String reason);

    /** A model was loaded on a provider: {@code {model, provider, providerReason, fallback, loadMillis}}. */
    void loaded(JSObject model);

    /** A request was made: the ledger has one more entry. */
    void requested();
}
