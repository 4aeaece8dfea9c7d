package dev.nearside.browser.engine;

import dev.nearside.browser.js.Capabilities;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.ort.Ort;
import dev.nearside.browser.ort.OrtModule;
import dev.nearside.browser.ort.OrtWasmFlags;
import dev.nearside.error.InferenceFailed;

/** Loads the build of ONNX Runtime Web that suits this browser, from this origin. */
record OrtLibrary(Ort ort, String build, int threads) {
    private static final int MOST_THREADS = 4;

    /** Begins to fetch and compile its WebAssembly, which takes longer than all that is done before the first session. */
    static void prepare() {
        OrtModule.prepare(script(suitableBuild()), wasm(suitableBuild()));
    }

    private static String suitableBuild() {
        return Capabilities.hasPromiseIntegration() ? "jspi" : "asyncify";
    }

    private static String script(String build) {
        return Host.address("/ort/ort-wasm-simd-threaded." + build + ".mjs");
    }

    private static String wasm(String build) {
        return Host.address("/ort/ort-wasm-simd-threaded." + build + ".wasm");
    }

    /**
     * Loads the library, after {@link #prepare}.
     *
     * @throws InferenceFailed if it cannot be loaded
     */
    static OrtLibrary load() {
        String build = suitableBuild();
        String module = build.equals("jspi") ? "/ort/ort.jspi.min.mjs" : "/ort/ort.webgpu.min.mjs";
        int threads =
                Capabilities.isCrossOriginIsolated() ? Math.min(MOST_THREADS, (Capabilities.processors() + 1) / 2) : 1;
        try {
            Ort ort = (Ort) Promises.awaitValue(Host.importModule(Host.address(module)));
            OrtWasmFlags wasm = ort.getEnv().getWasm();
            OrtWasmFlags.OrtWasmPaths paths = OrtWasmFlags.OrtWasmPaths.create();
            paths.setMjs(Host.address("/app/ort-module.js"));
            paths.setWasm(wasm(build));
            wasm.setWasmPaths(paths);
            wasm.setNumThreads(threads);
            ort.getEnv().setLogLevel("error");
            Host.showToDebuggers("ort", ort);
            return new OrtLibrary(ort, build, threads);
        } catch (JsFailure e) {
            throw new InferenceFailed("ONNX Runtime Web could not be loaded: " + e.getMessage(), e);
        }
    }
}
