package dev.nearside.browser.gpu;

import dev.nearside.browser.js.Capabilities;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.catalog.ModelNeeds;
import dev.nearside.generation.DeviceMemory;
import dev.nearside.generation.MemoryPlan;
import dev.nearside.runtime.ExecutionProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Memory plans of language models for this tab, made before an engine has started: {@code {model, provider, fits, contextLength, modelContextLength, limit,
 * text, bytes: {download, weights, cache, work, total, missing}}}.
 */
public final class MemoryPlans {
    private @Nullable GpuAccess gpu;

    /** The plan of a catalog's entry; null where it tells no needs. Blocks. */
    public @Nullable JSObject of(JSObject entry, String provider) {
        JSObject needs = JsObjects.get(entry, "needs");
        if (needs == null) {
            return null;
        }
        MemoryPlan plan = plan(read(needs), provider);
        JSObject answer = answer(String.valueOf(JsObjects.text(entry, "id")), plan);
        JSObject bytes = JsObjects.get(answer, "bytes");
        if (bytes != null) {
            JsObjects.set(bytes, "download", plan.download() + tokenizerBytes(entry));
        }
        if (bytes != null && !plan.fits()) {
            long there = new DeviceMemory((long) Capabilities.deviceMemory(), 0).forTab();
            JsObjects.set(bytes, "missing", (double) Math.max(1, plan.total() - there));
        }
        return answer;
    }

    /** Of what is loaded beside the weights, whoever runs them; 0 where the catalog does not list a model's files yet. */
    @JSBody(
            params = "entry",
            script = "return (entry.files || []).reduce(function(sum, file) {"
                    + "  return file.path.indexOf('tokenizer') ? sum : sum + file.bytes;"
                    + "}, 0);")
    private static native double tokenizerBytes(JSObject entry);

    /** Where the engine would load it: WebGPU if it is wanted, there, and has room. */
    private MemoryPlan plan(ModelNeeds needs, String provider) {
        GpuAccess access = provider.equals("wasm") ? GpuAccess.without("WebAssembly is wanted") : gpu();
        boolean onGpu = access.hasAdapter()
                && needs.weightsFor(ExecutionProvider.WEBGPU).isPresent()
                && (provider.equals("webgpu") || (provider.equals("auto") && !access.isFallback()));
        if (onGpu) {
            MemoryPlan plan = MemoryPlan.of(needs, ExecutionProvider.WEBGPU, access.memory());
            if (plan.fits()) {
                return plan;
            }
        }
        return MemoryPlan.of(needs, ExecutionProvider.WASM, access.memory());
    }

    private GpuAccess gpu() {
        GpuAccess known = gpu;
        if (known == null) {
            known = GpuAccess.look();
            gpu = known;
        }
        return known;
    }

    private static ModelNeeds read(JSObject needs) {
        Map<String, Long> weights = new LinkedHashMap<>();
        JSObject given = JsObjects.get(needs, "weights");
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            double bytes = given == null ? 0 : JsObjects.number(given, provider.label(), 0);
            if (bytes > 0) {
                weights.put(provider.label(), (long) bytes);
            }
        }
        return new ModelNeeds(
                weights,
                (int) JsObjects.number(needs, "layers", 0),
                (int) JsObjects.number(needs, "keyValueHeads", 0),
                (long) JsObjects.number(needs, "cacheBytesPerToken", 0),
                (int) JsObjects.number(needs, "contextLength", 0));
    }

    private static JSObject answer(String model, MemoryPlan plan) {
        JSObject bytes = JsObjects.create();
        JsObjects.set(bytes, "weights", (double) plan.weights());
        JsObjects.set(bytes, "cache", (double) plan.cache());
        JsObjects.set(bytes, "work", (double) plan.work());
        JsObjects.set(bytes, "total", (double) plan.total());
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "model", model);
        JsObjects.set(answer, "provider", plan.provider().label());
        JsObjects.set(answer, "fits", plan.fits());
        JsObjects.set(answer, "contextLength", plan.contextLength());
        JsObjects.set(answer, "modelContextLength", plan.modelContext());
        JsObjects.set(answer, "limit", plan.limit().label());
        JsObjects.set(answer, "text", plan.text());
        JsObjects.set(answer, "bytes", bytes);
        return answer;
    }
}
