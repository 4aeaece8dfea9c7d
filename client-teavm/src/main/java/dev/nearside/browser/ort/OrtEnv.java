package dev.nearside.browser.ort;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** {@code ort.env}: set before the first session is created, ignored after. */
@JSClass(transparent = true)
public abstract class OrtEnv implements JSObject {

    /** {@code verbose}, {@code info}, {@code warning} (the default), {@code error} or {@code fatal}. */
    @JSProperty
    public abstract void setLogLevel(String level);

    @JSProperty
    public abstract OrtVersions getVersions();

    @JSProperty
    public abstract OrtWasmFlags getWasm();

    @JSProperty
    public abstract OrtWebGpuFlags getWebgpu();

    /** The versions of the library's parts. */
    @JSClass(transparent = true)
    public abstract static class OrtVersions implements JSObject {
        @JSProperty
        public abstract String getCommon();

        @JSProperty
        public abstract String getWeb();
    }
}
