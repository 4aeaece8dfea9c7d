package dev.nearside.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * What the loader script leaves in the global {@code nearsideHost}: the address of each file of this build, and
 * {@code import()}, which TeaVM's JSBody cannot contain.
 */
public final class Host {
    private Host() {}

    /** Loads an ES module. */
    @JSBody(params = "address", script = "return nearsideHost.load(address);")
    public static native JSPromise<JSObject> importModule(String address);

    /** The address of a file of this build by its plain path, for example {@code /ort/ort.jspi.min.mjs}. */
    @JSBody(params = "path", script = "return nearsideHost.assets[path];")
    public static native String address(String path);

    /** Another text for each build of this program: its address in a worker, which has the hash of all that it loads. */
    public static String version() {
        return location() + " " + backend();
    }

    @JSBody(script = "return self.location.pathname;")
    private static native String location();

    /** {@code wasm-gc} or {@code js}: which of the two compilations of this program is running. */
    @JSBody(script = "return nearsideHost.backend;")
    public static native String backend();

    /** Leaves an object in {@code nearsideHost}, where a debugger or a test finds it. */
    @JSBody(
            params = {"name", "object"},
            script = "nearsideHost[name] = object;")
    public static native void showToDebuggers(String name, JSObject object);
}
