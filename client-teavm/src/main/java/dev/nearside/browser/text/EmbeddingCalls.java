package dev.nearside.browser.text;

import dev.nearside.browser.engine.Engine;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Breath;
import dev.nearside.browser.rpc.Call;
import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/** Embeds texts as OpenAI's API is asked to: {@code near.embeddings}. */
final class EmbeddingCalls {
    private final HostMemory memory = new HostMemory();
    private final Engine engine;
    private final TextModels texts;

    EmbeddingCalls(Engine engine, TextModels texts) {
        this.engine = engine;
        this.texts = texts;
    }

    /**
     * A request of OpenAI's to what the model's {@code describe} gives and {@code vectors} (all in one array),
     * {@code dimensions}, {@code usage} and {@code timings}.
     */
    JSObject create(JSObject request, Call call) {
        TextModels.TextModel model = texts.get(Engine.modelId(request), engine.wanted(request), call);
        JSObject answer = model.loaded().describe();
        EmbeddingRequest.check(request, model.dimensions());
        List<EmbeddingInput> inputs = EmbeddingRequest.inputs(request, memory);
        Breath breath = new Breath(call::check);
        double start = JsObjects.now();
        Embeddings embeddings = model.embedder()
                .embed(
                        inputs,
                        new EmbedOptions(
                                EmbeddingRequest.overflow(request),
                                (done, total) -> {
                                    breath.take();
                                    call.progress(progress(done, total));
                                },
                                () -> false));
        double millis = JsObjects.now() - start;
        JSObject vectors = floats(memory.send(embeddings.viewVectors()));
        call.transfer(buffer(vectors));
        JsObjects.set(answer, "vectors", vectors);
        JsObjects.set(answer, "dimensions", embeddings.dimensions());
        JsObjects.set(answer, "usage", usage(embeddings.totalTokens()));
        JSObject timings = JsObjects.create();
        JsObjects.set(timings, "load", model.loaded().loadMillis());
        JsObjects.set(timings, "embed", millis);
        JsObjects.set(answer, "timings", timings);
        return answer;
    }

    private static JSObject progress(double done, double total) {
        JSObject progress = JsObjects.create();
        JsObjects.set(progress, "done", done);
        JsObjects.set(progress, "total", total);
        return progress;
    }

    private static JSObject usage(double tokens) {
        JSObject usage = JsObjects.create();
        JsObjects.set(usage, "prompt_tokens", tokens);
        JsObjects.set(usage, "total_tokens", tokens);
        return usage;
    }

    @JSBody(params = "bytes", script = "return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);")
    private static native JSObject floats(Int8Array bytes);

    @JSBody(params = "view", script = "return view.buffer;")
    private static native JSObject buffer(JSObject view);
}
