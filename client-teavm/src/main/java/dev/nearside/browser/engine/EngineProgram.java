package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.browser.store.RequestLedger;

/** A worker's program: answers the calls that every engine knows, and its own. */
public final class EngineProgram {
    private EngineProgram() {}

    /** Adds the calls that one program knows. */
    @FunctionalInterface
    public interface OwnCalls {
        void register(Engine engine, Dispatcher calls);
    }

    /**
     * Begins to answer. The first call is {@code start}; only then are the others known.
     *
     * @param name of the program, to tell its requests from those of the page and of other workers
     */
    public static void run(String name, OwnCalls own) {
        Dispatcher calls = new Dispatcher();
        RequestLedger.begin(name + " " + Math.round(JsObjects.wallClock()), entry -> calls.event("request", entry));
        OrtLibrary.prepare();
        calls.on("start", (options, call) -> {
            Engine engine = Engine.start(options, calls);
            calls.on("info", (argument, asked) -> engine.info());
            calls.on("load", engine::load);
            calls.on("unload", (argument, asked) -> engine.unload(argument));
            own.register(engine, calls);
            return engine.info();
        });
        calls.start();
    }
}
