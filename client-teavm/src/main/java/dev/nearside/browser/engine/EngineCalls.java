package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What the page can ask of the engine. */
final class EngineCalls {
    private final Dispatcher dispatcher;
    private @Nullable Engine engine;

    EngineCalls(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    void register() {
        dispatcher.on("start", this::start);
        dispatcher.on("list", (argument, call) -> engine().catalog(call.signal()));
        dispatcher.on("load", (argument, call) -> engine().load(argument, call));
        dispatcher.on("unload", (argument, call) -> engine().unload(model(argument)));
        dispatcher.on("classify", (argument, call) -> engine().classify(argument, call));
        dispatcher.on("run", (argument, call) -> engine().run(argument, call));
    }

    private JSObject start(JSObject options, Call call) {
        Engine started = Engine.start(options, dispatcher);
        engine = started;
        return started.info();
    }

    private Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("the engine has not started");
        }
        return engine;
    }

    static String model(JSObject argument) {
        String model = JsObjects.text(argument, "model");
        if (model == null) {
            throw new InvalidInput("a model's id is needed, for example 'digits'");
        }
        return model;
    }
}
