package dev.nearside.browser.ort;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** {@code ort.env.wasm}: how the WebAssembly part is loaded. */
@JSClass(transparent = true)
public abstract class OrtWasmFlags implements JSObject {

    /** Threads; 0 lets the library choose, 1 where the page is not cross-origin isolated. */
    @JSProperty
    public abstract int getNumThreads();

    @JSProperty
    public abstract void setNumThreads(int threads);

    /** Milliseconds after which loading fails; 0 waits for ever. */
    @JSProperty
    public abstract void setInitTimeout(int milliseconds);

    /** Addresses of the two files; without them they are looked for beside the library. */
    @JSProperty
    public abstract void setWasmPaths(OrtWasmPaths paths);

    /** Addresses of the WebAssembly module and of the script that instantiates it. */
    @JSClass(transparent = true)
    public abstract static class OrtWasmPaths implements JSObject {

        /** Paths with nothing set. */
        @JSBody(script = "return {};")
        public static native OrtWasmPaths create();

        @JSProperty
        public abstract void setWasm(String address);

        @JSProperty
        public abstract void setMjs(String address);
    }
}
