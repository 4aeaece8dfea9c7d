package dev.nearside.browser.ort;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/** A session: a model that is loaded on a provider. */
@JSClass(transparent = true)
public abstract class OrtSession implements JSObject {

    @JSProperty
    public abstract JSArrayReader<OrtValueMetadata> getInputMetadata();

    @JSProperty
    public abstract JSArrayReader<OrtValueMetadata> getOutputMetadata();

    /**
     * Runs the model.
     *
     * @param feeds an object with an {@link OrtTensor} under the name of each input
     * @return an object with an {@link OrtTensor} under the name of each output, to be disposed of by the caller
     */
    public abstract JSPromise<JSObject> run(JSObject feeds);

    /**
     * Runs the model.
     *
     * @param fetches the name of each output that is wanted, with an {@link OrtTensor} on the GPU to be written, or null
     * @return as {@link #run(JSObject)}; what was given is there again
     */
    public abstract JSPromise<JSObject> run(JSObject feeds, JSObject fetches);

    /** Puts a tensor among the feeds or fetches of a run; null to have an output made. */
    @JSBody(
            params = {"feeds", "name", "tensor"},
            script = "feeds[name] = tensor;")
    public static native void feed(JSObject feeds, JSString name, @Nullable OrtTensor tensor);

    /** Takes a tensor from among the feeds. */
    @JSBody(
            params = {"feeds", "name"},
            script = "delete feeds[name];")
    public static native void clear(JSObject feeds, JSString name);

    /** The output of that name among a run's results; null if there is none. */
    @JSBody(
            params = {"results", "name"},
            script = "return results[name] || null;")
    public static native @Nullable OrtTensor output(JSObject results, JSString name);

    /** Frees the session's memory, on the GPU too. */
    public abstract JSPromise<JSUndefined> release();
}
