package dev.nearside.browser.api;

import org.teavm.jso.JSObject;

/** Hears what happens in an engine, between calls and during them. */
public interface NearListener {

    /** The engine has started, or started again. */
    void started(JSObject info);

    /** A line for the log. */
    void logged(String line);

    /** Something that a person should know of, and that was dealt with: the engine restarted, WebGPU was left. */
    void noticed(String text);

    /** The engine will not start. */
    void failed(String reason);

    /** A model was loaded on a provider: {@code {model, provider, providerReason, fallback, loadMillis}}. */
    void loaded(JSObject model);

    /** A request was made: the ledger has one more entry. */
    void requested();
}
