package dev.nearside.browser.api;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/** The language models of this tab as the router's targets: whether they are here, fit, and how fast they were. */
final class TabTargets {
    /** A prompt of fewer tokens tells little of how fast long ones are read. */
    private static final int MEASURABLE_TOKENS = 32;

    /** Bytes a millisecond, on the slow side: a model comes from the disk, or over a network. */
    private static final double KEPT_PER_MILLI = 200_000;

    private static final double FETCHED_PER_MILLI = 50_000;

    private final Engines engines;
    private final Models models;
    private final Map<String, Speed> speeds = new HashMap<>();

    /** The best that was seen, in tokens a second: whatever else the machine does makes it less. */
    private record Speed(double prefill, double decode) {
        Speed or(Speed other) {
            return new Speed(Math.max(prefill, other.prefill), Math.max(decode, other.decode));
        }
    }

    TabTargets(Engines engines, Models models) {
        this.engines = engines;
        this.models = models;
    }

    /** An answer was made here: {@code timings} in llama.cpp's names. */
    void measured(String model, @Nullable JSObject timings) {
        if (timings != null) {
            double prompt = JsObjects.number(timings, "prompt_n", 0);
            Speed seen = new Speed(
                    prompt >= MEASURABLE_TOKENS ? JsObjects.number(timings, "prompt_per_second", 0) : 0,
                    JsObjects.number(timings, "predicted_per_second", 0));
            speeds.put(model, seen.or(speeds.getOrDefault(model, new Speed(0, 0))));
        }
    }

    /**
     * Writes {@code tab}, the targets as JSON, best first, and {@code others}, ids of models that generate no text, into
     * an argument. Blocks.
     *
     * @param provider auto, webgpu or wasm
     */
    void describe(JSObject argument, String provider) {
        JSArray<JSObject> targets = new JSArray<>();
        JSArray<JSString> others = new JSArray<>();
        Set<String> loaded = new HashSet<>(engines.loaded(EngineKind.TEXT));
        JSArray<JSObject> entries = entries();
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            String id = String.valueOf(JsObjects.text(entry, "id"));
            if (!"text-generation".equals(JsObjects.text(entry, "task"))) {
                others.push(JSString.valueOf(id));
            } else if (!loaded.contains(id)) {
                targets.push(unloaded(id, entry, provider));
            }
        }
        for (String id : loaded) {
            double context = engines.contextLength(id);
            if (context > 0) {
                targets.unshift(target(id, "loaded", context));
            }
        }
        JsObjects.set(argument, "tab", JsObjects.stringify(targets));
        JsObjects.set(argument, "others", JsObjects.stringify(others));
    }

    /** What the server lists; without a server what this browser keeps. */
    private JSArray<JSObject> entries() {
        try {
            return models.catalog();
        } catch (JsFailure e) {
            return Models.kept();
        }
    }

    private JSObject unloaded(String id, JSObject entry, String provider) {
        JSObject stored = JsObjects.get(entry, "stored");
        boolean kept = JsObjects.flag(stored == null ? entry : stored, "complete");
        boolean here = kept || JsObjects.flag(entry, "installed");
        JSObject plan = here ? models.planOf(entry, provider) : null;
        double context = plan == null ? 0 : JsObjects.number(plan, "contextLength", 0);
        JSObject target = target(id, here ? "installed" : "absent", context);
        double bytes = JsObjects.number(entry, "bytes", 0);
        if (plan != null) {
            JSObject planned = JsObjects.get(plan, "bytes");
            if (planned != null) {
                bytes = JsObjects.number(planned, "download", bytes);
                JsObjects.set(target, "missingMemory", JsObjects.number(planned, "missing", 0));
            }
        }
        JsObjects.set(target, "loadMillis", Math.floor(bytes / (kept ? KEPT_PER_MILLI : FETCHED_PER_MILLI)));
        return target;
    }

    private JSObject target(String id, String readiness, double context) {
        Speed speed = speeds.getOrDefault(id, new Speed(0, 0));
        JSObject target = JsObjects.create();
        JsObjects.set(target, "backend", "tab");
        JsObjects.set(target, "model", id);
        JsObjects.set(target, "contextLength", context);
        JsObjects.set(target, "readiness", readiness);
        JsObjects.set(target, "prefill", speed.prefill);
        JsObjects.set(target, "decode", speed.decode);
        return target;
    }
}
