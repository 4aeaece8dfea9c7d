package dev.nearside.browser.vision;

import dev.nearside.browser.engine.Engine;
import dev.nearside.browser.engine.LoadedModel;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InvalidInput;
import dev.nearside.image.Picture;
import dev.nearside.vision.Classification;
import dev.nearside.vision.DigitClassifier;
import dev.nearside.vision.Prepared;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Classifies pictures of digits, and says so as the course's demo does. */
final class DigitCalls {
    private final HostMemory memory = new HostMemory();
    private final Engine engine;
    private @Nullable LoadedModel classifierOf;
    private @Nullable DigitClassifier classifier;
    private byte[] rgba = new byte[0];

    DigitCalls(Engine engine) {
        this.engine = engine;
    }

    /**
     * {@code {model, provider, picture}} to what {@link LoadedModel#describe} gives and {@code found}, {@code label}, {@code index}, {@code scores}, {@code problem} (why there is no
     * digit), {@code seen} (the 784 values that the model got) and {@code timings}.
     */
    JSObject classify(JSObject argument, Call call) {
        LoadedModel model = engine.model(argument, call);
        JSObject answer = model.describe();
        Picture picture = picture(JsObjects.get(argument, "picture"));
        DigitClassifier classifier = classifier(model);
        double start = JsObjects.now();
        Prepared prepared = classifier.prepare(picture);
        double prepareMillis = JsObjects.now() - start;
        Classification result = null;
        if (prepared instanceof Prepared.Found found) {
            result = classifier.classify(found.digit().viewChw());
            JsObjects.set(answer, "seen", floats(memory.send(found.digit().viewChw())));
        }
        describe(answer, result, prepared instanceof Prepared.Nothing nothing ? nothing.reason() : null);
        JsObjects.set(answer, "timings", timings(model, prepareMillis, result));
        return answer;
    }

    private DigitClassifier classifier(LoadedModel model) {
        DigitClassifier known = classifier;
        if (known == null || classifierOf != model) {
            known = new DigitClassifier(model.session(), model.manifest());
            classifier = known;
            classifierOf = model;
        }
        return known;
    }

    private void describe(JSObject answer, @Nullable Classification result, @Nullable String nothing) {
        boolean found = result != null && result.found();
        List<Float> scores = result == null ? List.of() : result.scores();
        JsObjects.set(answer, "found", found);
        String label = result != null && found ? result.label() : null;
        JsObjects.set(answer, "label", label);
        JsObjects.set(answer, "index", result != null && found ? result.index() : -1);
        JsObjects.set(answer, "scores", array(scores));
        String problem = result != null && !found ? result.reason() : nothing;
        JsObjects.set(answer, "problem", problem);
        if (result == null) {
            engine.log("no digit found: " + nothing);
        } else {
            String argmax = found ? String.valueOf(result.index()) : "none, " + result.reason();
            engine.log("output length: " + scores.size() + ", argmax: " + argmax);
        }
    }

    private static JSObject timings(LoadedModel model, double prepareMillis, @Nullable Classification result) {
        JSObject timings = JsObjects.create();
        JsObjects.set(timings, "load", model.loadMillis());
        JsObjects.set(timings, "prepare", prepareMillis);
        JsObjects.set(timings, "run", result == null ? 0 : result.timings().run());
        return timings;
    }

    private Picture picture(@Nullable JSObject pixels) {
        JSObject data = pixels == null ? null : JsObjects.get(pixels, "data");
        if (pixels == null || data == null) {
            throw new InvalidInput("there is no picture to classify");
        }
        int width = (int) JsObjects.number(pixels, "width", 0);
        int height = (int) JsObjects.number(pixels, "height", 0);
        rgba = memory.copyBytes((Uint8ClampedArray) data, rgba);
        return Picture.of(width, height, rgba);
    }

    private static JSObject array(List<Float> values) {
        float[] copy = new float[values.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(i);
        }
        return toArray(copy);
    }

    @JSBody(params = "values", script = "return Array.from(values);")
    private static native JSObject toArray(float[] values);

    @JSBody(params = "bytes", script = "return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);")
    private static native JSObject floats(Int8Array bytes);
}
