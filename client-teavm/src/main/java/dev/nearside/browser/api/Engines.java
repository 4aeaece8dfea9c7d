package dev.nearside.browser.api;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.ConnectionListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** The connections to all engines, and what these tell that no call asked for. */
final class Engines {
    private final Map<EngineKind, Connection> connections = new HashMap<>();
    private final Map<EngineKind, Set<String>> loaded = new HashMap<>();
    private final Map<String, Double> contexts = new HashMap<>();
    private final List<NearListener> listeners = new ArrayList<>();
    private final RequestLog requests = new RequestLog();
    private final String provider;
    private final Persistence persistence = new Persistence();
    private @Nullable JSObject info;
    private boolean closed;

    Engines(String provider) {
        this.provider = provider;
        for (EngineKind kind : EngineKind.values()) {
            JSObject options = JsObjects.create();
            JsObjects.set(options, "provider", provider);
            JsObjects.set(options, "remembered", RememberedProviders.load());
            loaded.put(kind, new HashSet<>());
            connections.put(kind, new Connection(kind.program(), options, new Events(kind)));
        }
    }

    Connection of(EngineKind kind) {
        return Objects.requireNonNull(connections.get(kind));
    }

    /** The provider that all were opened with: auto, webgpu or wasm. */
    String provider() {
        return provider;
    }

    /** Ids of the models that are loaded; taking one out forgets it. */
    Set<String> loaded(EngineKind kind) {
        return Objects.requireNonNull(loaded.get(kind));
    }

    /** Tokens that a language model holds here; 0 if it generates no text, or is not loaded. */
    double contextLength(String model) {
        return contexts.getOrDefault(model, 0.0);
    }

    void listen(NearListener listener) {
        listeners.add(listener);
    }

    /** What the engine said of itself that started last, or null. */
    @Nullable
    JSObject info() {
        return info;
    }

    RequestLog requests() {
        return requests;
    }

    void requested(JSObject entry) {
        requests.put(entry);
        listeners.forEach(NearListener::requested);
    }

    /** @throws JsFailure if they were closed */
    void requireOpen() {
        if (closed) {
            throw new JsFailure("EngineClosed", "the engine was closed", "engine_closed");
        }
    }

    void close() {
        closed = true;
        connections.values().forEach(Connection::close);
        loaded.values().forEach(Set::clear);
    }

    /** Turns what a connection tells into what listeners hear. */
    private final class Events implements ConnectionListener {
        private final EngineKind kind;

        Events(EngineKind kind) {
            this.kind = kind;
        }

        @Override
        public void started(JSObject engineInfo) {
            info = engineInfo;
            listeners.forEach(listener -> listener.started(engineInfo));
        }

        @Override
        public void event(String type, JSObject detail) {
            switch (type) {
                case "log" -> {
                    String line = JsObjects.text(detail, "text");
                    listeners.forEach(listener -> listener.logged(kind, String.valueOf(line)));
                }
                case "keeping" -> persistence.askFor(JsObjects.number(detail, "bytes", 0));
                case "remember" -> RememberedProviders.remember(detail);
                case "request" -> requested(detail);
                case "loaded" -> {
                    String model = String.valueOf(JsObjects.text(detail, "model"));
                    loaded(kind).add(model);
                    contexts.put(model, JsObjects.number(detail, "contextLength", 0));
                    listeners.forEach(listener -> listener.loaded(detail));
                }
                default -> listeners.forEach(listener -> listener.logged(kind, "unknown event: " + type));
            }
        }

        @Override
        public void restarted(String reason) {
            loaded(kind).clear();
            listeners.forEach(listener -> listener.noticed(kind, reason));
        }

        @Override
        public void gaveUp(String reason) {
            loaded(kind).clear();
            listeners.forEach(listener -> listener.failed(kind, reason));
        }
    }
}
