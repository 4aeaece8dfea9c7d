package dev.nearside.browser.routing;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.browser.store.RequestLedger;

/** Entry point of the worker that routes. It has no model and no runtime, so it starts in a moment. */
public final class RoutingMain {
    private RoutingMain() {}

    /** Begins to answer calls. */
    public static void main(String[] arguments) {
        Dispatcher calls = new Dispatcher();
        RequestLedger.begin("routing " + Math.round(JsObjects.wallClock()), entry -> calls.event("request", entry));
        RouteCalls routes = new RouteCalls(new ServerRouting());
        ServerCalls server = new ServerCalls();
        calls.on("start", (options, call) -> null);
        calls.on("route.explain", routes::explain);
        calls.on("route.decide", routes::decide);
        calls.on("route.after", (argument, call) -> routes.after(argument));
        calls.on("server.chat", server::chat);
        calls.start();
    }
}
