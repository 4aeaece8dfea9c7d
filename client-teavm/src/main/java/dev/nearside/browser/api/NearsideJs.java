package dev.nearside.browser.api;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code nearside.js}: {@code open} and the object that it gives, in the shapes of the contract. */
public final class NearsideJs {
    private NearsideJs() {}

    /** {@code open({provider, engine})}: fulfilled once that engine has started; the others start when they are needed. */
    public static JSPromise<JSObject> open(@Nullable JSObject options) {
        String provider = options == null ? null : JsObjects.text(options, "provider");
        String engine = options == null ? null : JsObjects.text(options, "engine");
        return Promises.start(() -> {
            EngineKind first = EngineKind.ofName(engine == null ? "vision" : engine);
            Near near = Near.open(provider == null ? "auto" : provider);
            try {
                Promises.join(near.info(first));
            } catch (JsFailure e) {
                near.close();
                throw e;
            }
            return facade(near);
        });
    }

    /** What {@code open} gives, for engines that are there already. */
    public static JSObject facade(Near near) {
        JSObject facade = assemble(
                near::info,
                near::list,
                (model, options) -> CallOptions.guarded(() -> near.load(
                        id(model),
                        CallOptions.provider(options),
                        CallOptions.progress(options),
                        CallOptions.signal(options))),
                model -> CallOptions.guarded(() -> near.unload(id(model))),
                (model, options) -> CallOptions.guarded(() -> near.plan(id(model), CallOptions.provider(options))),
                (source, options) -> CallOptions.guarded(() -> near.classify(
                        CallOptions.require(
                                source, "a picture is a canvas, ImageData, ImageBitmap, Blob or img element"),
                        model(options),
                        CallOptions.provider(options),
                        CallOptions.signal(options))),
                (model, feeds, options) -> CallOptions.guarded(() -> run(near, model, feeds, options)),
                near::ledger,
                near::close);
        addStored(facade, near::stored, model -> CallOptions.guarded(() -> near.remove(id(model))));
        EmbeddingsJs.addTo(facade, near.embeddings());
        JsObjects.set(facade, "search", SearchJs.facade(near.search()));
        JsObjects.set(facade, "chat", ChatJs.facade(near.chat()));
        addRoute(
                facade,
                question -> CallOptions.guarded(() -> near.routes()
                        .explain(CallOptions.require(question, "route.explain takes {request, state, rules}"))),
                (request, options) -> CallOptions.guarded(() -> near.routes()
                        .decide(
                                CallOptions.require(request, "route.decide takes a chat request"),
                                CallOptions.signal(options))),
                () -> JsObjects.parse(near.routes().ownRules()),
                near.routes()::setOwnRules);
        return facade;
    }

    private static String id(@Nullable JSObject model) {
        return CallOptions.requireText(model, "a model's id is needed, for example 'digits'");
    }

    private static JSPromise<JSObject> run(Near near, JSObject model, JSObject feeds, @Nullable JSObject options) {
        return Promises.start(() -> {
            JSObject argument = Promises.awaitValue(runArgument(model, feeds));
            String provider = CallOptions.provider(options);
            if (provider != null) {
                JsObjects.set(argument, "provider", provider);
            }
            return Promises.await(near.run(argument, CallOptions.signal(options)));
        });
    }

    private static String model(@Nullable JSObject options) {
        String model = options == null ? null : JsObjects.text(options, "model");
        return model == null ? "digits" : model;
    }

    /**
     * What the engine's {@code run} takes. A model that comes as bytes is known again by the object that was passed; its
     * bytes and the tensors' are copied on their way to the worker, so the caller keeps them.
     */
    @JSBody(
            params = {"model", "feeds"},
            script = "var keys = self.nearsideModels = self.nearsideModels || {map: new WeakMap(), last: 0};"
                    + "if (typeof model === 'string' || model instanceof URL) {"
                    + "  var address = new URL(String(model), self.location.href).href;"
                    + "  return Promise.resolve({key: address, address: address, feeds: feeds});"
                    + "}"
                    + "if (!(model instanceof ArrayBuffer) && !(model instanceof Blob) && !ArrayBuffer.isView(model)) {"
                    + "  var e = new Error('a model is an address of this origin, a Blob or an ArrayBuffer');"
                    + "  e.name = 'InvalidInput'; e.code = 'invalid_input'; return Promise.reject(e);"
                    + "}"
                    + "if (!keys.map.has(model)) { keys.last += 1; keys.map.set(model, 'bytes ' + keys.last); }"
                    + "var key = keys.map.get(model);"
                    + "if (model instanceof Blob) {"
                    + "  return model.arrayBuffer().then(function(b) { return {key: key, bytes: b, feeds: feeds}; });"
                    + "}"
                    + "return Promise.resolve({key: key, bytes: model, feeds: feeds});")
    private static native JSPromise<JSObject> runArgument(JSObject model, JSObject feeds);

    @JSBody(
            params = {"info", "list", "load", "unload", "plan", "classify", "run", "ledger", "close"},
            script = "return {"
                    + "  info: function() { return info(); },"
                    + "  models: {"
                    + "    list: function() { return list(); },"
                    + "    load: function(id, options) { return load(id, options || null); },"
                    + "    unload: function(id) { return unload(id); },"
                    + "    plan: function(id, options) { return plan(id, options || null); }"
                    + "  },"
                    + "  vision: { classify: function(source, options) { return classify(source, options || null); } },"
                    + "  run: function(model, feeds, options) { return run(model, feeds, options || null); },"
                    + "  ledger: function() { return ledger(); },"
                    + "  close: function() { close(); return Promise.resolve(); }"
                    + "};")
    private static native JSObject assemble(
            Value info,
            Ask list,
            AskWith load,
            AskOf unload,
            AskWith plan,
            AskWith classify,
            Run run,
            Value ledger,
            Act close);

    @JSBody(
            params = {"facade", "stored", "remove"},
            script = "facade.models.stored = function() { return stored(); };"
                    + "facade.models.remove = function(id) { return remove(id); };")
    private static native void addStored(JSObject facade, Ask stored, AskOf remove);

    @JSBody(
            params = {"facade", "explain", "decide", "rules", "setRules"},
            script = "facade.route = {"
                    + "  explain: function(question) { return explain(question || null); },"
                    + "  decide: function(request, options) { return decide(request || null, options || null); },"
                    + "  rules: function() { return rules(); },"
                    + "  setRules: function(all) { setRules(Array.isArray(all) ? all : []); }"
                    + "};")
    private static native void addRoute(JSObject facade, AskOf explain, AskWith decide, Value rules, Take setRules);

    @JSFunctor
    private interface Take extends JSObject {
        void take(JSObject value);
    }

    @JSFunctor
    private interface Value extends JSObject {
        @Nullable
        JSObject get();
    }

    @JSFunctor
    private interface Ask extends JSObject {
        JSPromise<JSObject> ask();
    }

    @JSFunctor
    private interface AskOf extends JSObject {
        JSPromise<JSObject> ask(@Nullable JSObject subject);
    }

    @JSFunctor
    private interface AskWith extends JSObject {
        JSPromise<JSObject> ask(@Nullable JSObject subject, @Nullable JSObject options);
    }

    @JSFunctor
    private interface Run extends JSObject {
        JSPromise<JSObject> run(JSObject model, JSObject feeds, @Nullable JSObject options);
    }

    @JSFunctor
    private interface Act extends JSObject {
        void act();
    }
}
