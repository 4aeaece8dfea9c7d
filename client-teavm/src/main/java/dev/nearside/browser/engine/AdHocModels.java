package dev.nearside.browser.engine;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.Response;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.error.ServerUnreachable;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ValueInfo;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;

/**
 * Any ONNX file, without a manifest: run on tensors that come from JavaScript and go back there. The last few models
 * stay loaded, each under the key that the page gave it.
 */
public final class AdHocModels {
    private static final int KEPT = 4;

    private final Engine engine;
    private final OrtRuntime runtime;
    private final Map<String, OrtWebSession> sessions = new LinkedHashMap<>();
    private final Turns loading = new Turns();

    /** Models on that engine's providers. */
    public AdHocModels(Engine engine) {
        this.engine = engine;
        this.runtime = engine.runtime();
    }

    /**
     * Runs a model once.
     *
     * @param argument {@code key}; {@code address} or {@code bytes} of the model; {@code provider}; {@code feeds}, an
     *     object of {@code {type, dims, data}} by input name
     * @return {@code {type, dims, data}} by output name
     */
    public JSObject run(JSObject argument, Call call) {
        OrtWebSession session = loading.take(() -> session(argument, call));
        JSObject feeds = JsObjects.get(argument, "feeds");
        if (feeds == null) {
            throw new InvalidInput("run takes tensors by input name; the model takes " + session.inputs());
        }
        for (String name : JsObjects.names(feeds)) {
            if (!hasInput(session, name)) {
                throw new InvalidInput("the model has no input '" + name + "'; it takes " + session.inputs());
            }
        }
        JSObject tensors = tensors(feeds, session);
        JSObject results = runtime.turns().take(() -> session.runNow(tensors));
        JSObject plain = Promises.awaitValue(toPlain(results));
        JSArrayReader<JSObject> buffers = buffers(plain);
        for (int i = 0; i < buffers.getLength(); i++) {
            call.transfer(buffers.get(i));
        }
        return plain;
    }

    private static boolean hasInput(OrtWebSession session, String name) {
        for (ValueInfo input : session.inputs()) {
            if (input.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private JSObject tensors(JSObject feeds, OrtWebSession session) {
        JSObject made = toTensors(runtime.ort(), feeds);
        String problem = JsObjects.text(made, "problem");
        if (problem != null) {
            throw new InvalidInput(problem + "; the model takes " + session.inputs());
        }
        JSObject tensors = JsObjects.get(made, "tensors");
        if (tensors == null) {
            throw new InvalidInput("no tensors were given");
        }
        for (ValueInfo input : session.inputs()) {
            if (JsObjects.get(tensors, input.name()) == null) {
                throw new InvalidInput(
                        "the model's input '" + input.name() + "' is missing; it takes " + session.inputs());
            }
        }
        return tensors;
    }

    private OrtWebSession session(JSObject argument, Call call) {
        WantedProvider wanted = engine.wanted(argument);
        String key = JsObjects.text(argument, "key") + " " + wanted.label();
        OrtWebSession known = sessions.remove(key);
        OrtWebSession session = known == null ? open(argument, wanted, call) : known;
        sessions.put(key, session);
        Iterator<OrtWebSession> oldest = sessions.values().iterator();
        while (sessions.size() > KEPT) {
            oldest.next().close();
            oldest.remove();
        }
        return session;
    }

    private OrtWebSession open(JSObject argument, WantedProvider wanted, Call call) {
        JSObject bytes = JsObjects.get(argument, "bytes");
        String address = JsObjects.text(argument, "address");
        if (bytes == null && address == null) {
            throw new InvalidInput("a model is an address of this origin, a Blob or an ArrayBuffer");
        }
        JSObject model = bytes == null ? download(String.valueOf(address), call.signal()) : bytes;
        if (wanted == WantedProvider.WEBGPU) {
            try {
                return runtime.open(model, ExecutionProvider.WEBGPU);
            } catch (InferenceFailed | dev.nearside.error.ProviderUnavailable e) {
                engine.log(e.getMessage() + "; going on on wasm");
            }
        }
        return runtime.open(model, ExecutionProvider.WASM);
    }

    private static JSObject download(String address, AbortSignal signal) {
        if (!isSameOrigin(address)) {
            throw new InvalidInput("models come from this page's own origin only, not from " + address
                    + "; fetch it yourself and pass an ArrayBuffer");
        }
        try {
            Response response = Promises.awaitValue(Response.fetch(address, null, null, signal));
            if (response.getStatus() != 200) {
                throw new ModelNotFound("the server answered " + response.getStatus() + " for " + address);
            }
            return Promises.awaitValue(response.arrayBuffer());
        } catch (JsFailure e) {
            throw unreachable(address, e);
        }
    }

    private static NearsideException unreachable(String address, JsFailure e) {
        return e.name().equals("AbortError")
                ? new dev.nearside.error.Cancelled("the download of " + address + " was cancelled", e)
                : new ServerUnreachable("the server does not answer for " + address + ": " + e.getMessage(), e);
    }

    @JSBody(
            params = "address",
            script = "try { return new URL(address, self.location.origin).origin === self.location.origin; }"
                    + "catch (e) { return false; }")
    private static native boolean isSameOrigin(String address);

    /** Makes tensors of what the caller passed, or says what is wrong with it. */
    @JSBody(
            params = {"ort", "feeds"},
            script = "var tensors = {}, name = '';"
                    + "try {"
                    + "  for (name in feeds) {"
                    + "    var feed = feeds[name] || {}, data = feed.data;"
                    + "    if (typeof feed.type !== 'string' || !Array.isArray(feed.dims) || data === undefined) {"
                    + "      return {problem: 'the tensor ' + name + ' must be {type, dims, data}, for example"
                    + " {type: \\'float32\\', dims: [1, 4], data: [1, 2, 3, 4]}'};"
                    + "    }"
                    + "    if (feed.type === 'int64' || feed.type === 'uint64') {"
                    + "      if (!(data instanceof BigInt64Array) && !(data instanceof BigUint64Array)) {"
                    + "        data = Array.from(data, BigInt);"
                    + "      }"
                    + "    }"
                    + "    tensors[name] = new ort.Tensor(feed.type, data, feed.dims);"
                    + "  }"
                    + "  return {tensors: tensors};"
                    + "} catch (e) {"
                    + "  return {problem: 'the tensor ' + name + ' cannot be made: ' + (e && e.message || e)};"
                    + "}")
    private static native JSObject toTensors(JSObject ort, JSObject feeds);

    @JSBody(
            params = "results",
            script = "return Promise.all(Object.keys(results).map(function(name) {"
                    + "  var tensor = results[name];"
                    + "  return Promise.resolve(tensor.getData(true)).then(function(data) {"
                    + "    return [name, {type: tensor.type, dims: tensor.dims.slice(), data: data}];"
                    + "  });"
                    + "})).then(function(entries) { return Object.fromEntries(entries); });")
    private static native org.teavm.jso.core.JSPromise<JSObject> toPlain(JSObject results);

    /** Buffers that are the outputs' own and no part of WebAssembly's memory. */
    @JSBody(
            params = "plain",
            script = "return Array.from(new Set(Object.keys(plain).map(function(name) {"
                    + "  var data = plain[name].data;"
                    + "  return data && data.buffer instanceof ArrayBuffer && data.buffer.byteLength === data.byteLength"
                    + "    ? data.buffer : null;"
                    + "}).filter(Boolean)));")
    private static native JSArrayReader<JSObject> buffers(JSObject plain);
}
