package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.browser.store.RequestLedger;

/** Entry point of the worker. */
public final class WorkerMain {
    private WorkerMain() {}

    /** Begins to answer calls. */
    public static void main(String[] arguments) {
        Dispatcher dispatcher = new Dispatcher();
        RequestLedger.begin("worker " + Math.round(JsObjects.wallClock()), entry -> dispatcher.event("request", entry));
        new EngineCalls(dispatcher).register();
        dispatcher.start();
    }
}
