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
        dispatcher.on("embeddings.create", (argument, call) -> engine().embed(argument, call));
        dispatcher.on("tokenizer.encode", (argument, call) -> engine().tokens().encode(argument, call));
        dispatcher.on("tokenizer.decode", (argument, call) -> engine().tokens().decode(argument, call));
        dispatcher.on("search.add", (argument, call) -> engine().search().add(argument, call));
        dispatcher.on("search.documents", (argument, call) -> engine().search().documents());
        dispatcher.on("search.remove", (argument, call) -> engine().search().remove(argument));
        dispatcher.on("search.clear", (argument, call) -> engine().search().clear());
        dispatcher.on("search.query", (argument, call) -> engine().search().query(argument, call));
        dispatcher.on("search.open", (argument, call) -> engine().search().open(argument));
        dispatcher.on("search.export", (argument, call) -> engine().search().exportAll(call));
        dispatcher.on("search.import", (argument, call) -> engine().search().importAll(argument, call));
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
