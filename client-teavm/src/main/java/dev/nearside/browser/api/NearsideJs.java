package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsErrors;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.PendingCall;
import dev.nearside.error.InvalidInput;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code nearside.js}: {@code open} and the object that it gives, in the shapes of the contract. */
public final class NearsideJs {
    private NearsideJs() {}

    /** {@code open({provider})}: fulfilled once the engine has started. */
    public static JSPromise<JSObject> open(@Nullable JSObject options) {
        String provider = options == null ? null : JsObjects.text(options, "provider");
        return Promises.start(() -> {
            Near near = Near.open(provider == null ? "auto" : provider);
            try {
                // The catalog is asked for only to know that the engine answers; a wrong provider is refused here.
                Promises.join(near.list());
            } catch (JsFailure e) {
                if (near.info() == null) {
                    near.close();
                    throw e;
                }
            }
            return facade(near);
        });
    }

    private static JSObject facade(Near near) {
        return assemble(
                near::info,
                near::list,
                (model, options) -> guarded(
                        () -> near.load(requireText(model), provider(options), progress(options), signal(options))),
                model -> guarded(() -> near.unload(requireText(model))),
                (source, options) -> guarded(
                        () -> near.classify(requireSource(source), model(options), provider(options), signal(options))),
                (model, feeds, options) -> guarded(() -> run(near, model, feeds, options)),
                near::ledger,
                near::close);
    }

    private static JSPromise<JSObject> guarded(Supplier<JSPromise<JSObject>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return rejected(JsErrors.toJs(e));
        }
    }

    private static JSPromise<JSObject> run(Near near, JSObject model, JSObject feeds, @Nullable JSObject options) {
        return Promises.start(() -> {
            JSObject argument = Promises.awaitValue(runArgument(model, feeds));
            String provider = provider(options);
            if (provider != null) {
                JsObjects.set(argument, "provider", provider);
            }
            return Promises.await(near.run(argument, signal(options)));
        });
    }

    private static String requireText(@Nullable JSObject value) {
        if (value == null || !isText(value)) {
            throw new InvalidInput("a model's id is needed, for example 'digits'");
        }
        return text(value);
    }

    private static JSObject requireSource(@Nullable JSObject source) {
        if (source == null) {
            throw new InvalidInput("a picture is a canvas, ImageData, ImageBitmap, Blob or img element");
        }
        return source;
    }

    private static String model(@Nullable JSObject options) {
        String model = options == null ? null : JsObjects.text(options, "model");
        return model == null ? "digits" : model;
    }

    private static @Nullable String provider(@Nullable JSObject options) {
        return options == null ? null : JsObjects.text(options, "provider");
    }

    private static @Nullable AbortSignal signal(@Nullable JSObject options) {
        JSObject signal = options == null ? null : JsObjects.get(options, "signal");
        return signal == null ? null : (AbortSignal) signal;
    }

    private static PendingCall.@Nullable Progress progress(@Nullable JSObject options) {
        JSObject listener = options == null ? null : JsObjects.get(options, "onProgress");
        return listener == null ? null : value -> call(listener, value);
    }

    @JSBody(
            params = {"listener", "value"},
            script = "listener(value);")
    private static native void call(JSObject listener, JSObject value);

    @JSBody(params = "value", script = "return typeof value === 'string';")
    private static native boolean isText(JSObject value);

    @JSBody(params = "value", script = "return value;")
    private static native String text(JSObject value);

    @JSBody(params = "error", script = "return Promise.reject(error);")
    private static native JSPromise<JSObject> rejected(JSObject error);

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
            params = {"info", "list", "load", "unload", "classify", "run", "ledger", "close"},
            script = "return {"
                    + "  info: function() { return info(); },"
                    + "  models: {"
                    + "    list: function() { return list(); },"
                    + "    load: function(id, options) { return load(id, options || null); },"
                    + "    unload: function(id) { return unload(id); }"
                    + "  },"
                    + "  vision: { classify: function(source, options) { return classify(source, options || null); } },"
                    + "  run: function(model, feeds, options) { return run(model, feeds, options || null); },"
                    + "  ledger: function() { return ledger(); },"
                    + "  close: function() { close(); return Promise.resolve(); }"
                    + "};")
    private static native JSObject assemble(
            Value info, Ask list, AskWith load, AskOf unload, AskWith classify, Run run, Value ledger, Act close);

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
