package dev.nearside.browser.ort;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** {@code ort.env.webgpu}. A device is better passed with the session's provider: see {@link OrtSessionOptions}. */
@JSClass(transparent = true)
public abstract class OrtWebGpuFlags implements JSObject {

    /** {@code low-power} or {@code high-performance}. */
    @JSProperty
    public abstract void setPowerPreference(String preference);

    /** Whether tensors are checked on the GPU; slow. */
    @JSProperty
    public abstract void setValidateInputContent(boolean validate);
}
