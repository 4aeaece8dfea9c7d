package dev.nearside.browser.page;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.Capabilities;
import dev.nearside.browser.js.JsObjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** What this browser has, and for each thing missing what to do. */
final class DeviceFacts {
    /** Limits that decide which models run, with their names for people. */
    private static final String[][] LIMITS = {
        {"maxBufferSize", "Largest buffer"},
        {"maxStorageBufferBindingSize", "Largest binding"},
        {"maxComputeWorkgroupStorageSize", "Workgroup memory"},
        {"maxComputeInvocationsPerWorkgroup", "Workgroup size"},
        {"maxComputeWorkgroupsPerDimension", "Workgroups a side"}
    };

    private final JSObject engine;
    private final JSObject storage;

    /**
     * Gathers the facts.
     *
     * @param engine what {@code near.info()} gives
     * @param storage {@code usage}, {@code quota} in bytes and {@code persisted}
     */
    DeviceFacts(JSObject engine, JSObject storage) {
        this.engine = engine;
        this.storage = storage;
    }

    List<FactGroup> groups() {
        return List.of(gpu(), webAssembly(), storage());
    }

    /** The adapter, or null. */
    @Nullable
    JSObject adapter() {
        return JsObjects.get(engine, "adapter");
    }

    private FactGroup gpu() {
        List<Fact> facts = new ArrayList<>();
        JSObject adapter = adapter();
        String problem = JsObjects.text(engine, "adapterProblem");
        facts.add(Fact.capability(
                "WebGPU",
                adapter != null,
                adapter == null ? String.valueOf(problem) : "",
                "Use a current Chrome or Edge, update the graphics driver, and look for “WebGPU: Hardware accelerated” in"
                        + " chrome://gpu. On Linux it may take chrome://flags/#enable-unsafe-webgpu. Until then models"
                        + " run on WebAssembly."));
        if (adapter != null) {
            boolean software = JsObjects.flag(adapter, "fallback");
            facts.add(Fact.info("Adapter", name(adapter)));
            facts.add(new Fact(
                    "Renders in",
                    software ? "software" : "hardware",
                    software ? "slower than WebAssembly, so Auto does not take it" : "",
                    software ? "partial" : "yes",
                    software
                            ? "The browser draws with software. Turn on graphics acceleration in its settings under System,"
                                    + " update the graphics driver, and look at chrome://gpu."
                            : ""));
            facts.add(Fact.capability("16-bit floats", hasFeature(adapter, "shader-f16"), "shader-f16", ""));
            facts.add(Fact.capability("Subgroups", hasFeature(adapter, "subgroups"), "subgroups", ""));
            JSObject limits = JsObjects.get(adapter, "limits");
            for (String[] limit : LIMITS) {
                if (limits != null) {
                    facts.add(new Fact(
                            limit[1], size(limit[0], JsObjects.number(limits, limit[0], 0)), limit[0], "info", ""));
                }
            }
        }
        return new FactGroup("Graphics processor", facts);
    }

    private static String name(JSObject adapter) {
        String name = (JsObjects.text(adapter, "vendor") + " " + JsObjects.text(adapter, "architecture")).trim();
        return name.isEmpty() ? "the browser does not say" : name;
    }

    private static String size(String limit, double value) {
        return limit.endsWith("Size") ? Amounts.bytes(value) : String.valueOf((long) value);
    }

    private static String threads(int used) {
        return used + ", on " + Capabilities.processors() + " processors: half of them, four at most, so that the page"
                + " and the machine stay quick";
    }

    private FactGroup webAssembly() {
        boolean isolated = Capabilities.isCrossOriginIsolated();
        int threads = (int) JsObjects.number(engine, "threads", 1);
        return new FactGroup(
                "WebAssembly",
                List.of(
                        Fact.capability(
                                "Garbage collection (WasmGC)",
                                "wasm-gc".equals(JsObjects.text(engine, "backend")) || hasWasmGc(),
                                "runs the compiled Java; without it the same Java runs as JavaScript",
                                "Update the browser: Chrome and Edge have it since version 119."),
                        Fact.capability(
                                "Promise integration (JSPI)",
                                Capabilities.hasPromiseIntegration(),
                                "lets the smaller build of ONNX Runtime Web run",
                                "Update the browser: Chrome and Edge have it since version 137. Until then a larger build"
                                        + " is loaded."),
                        Fact.capability(
                                "Secure context",
                                Capabilities.isSecureContext(),
                                "localhost or https",
                                "Open the page as http://localhost:5173 on the machine itself, or put https in front of"
                                        + " the server."),
                        Fact.capability(
                                "Cross-origin isolation",
                                isolated,
                                "allows threads",
                                "The headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy did not arrive;"
                                        + " a proxy between here and the server may drop them."),
                        Fact.info("Threads in use", threads(threads)),
                        Fact.info("Compiled Java", String.valueOf(JsObjects.text(engine, "backend"))),
                        Fact.info(
                                "ONNX Runtime Web",
                                JsObjects.text(engine, "ortVersion") + ", " + JsObjects.text(engine, "ortBuild")
                                        + " build")));
    }

    private FactGroup storage() {
        return new FactGroup(
                "Browser and storage",
                List.of(
                        Fact.info("Used", Amounts.bytes(JsObjects.number(storage, "usage", 0))),
                        Fact.info("Available", Amounts.bytes(JsObjects.number(storage, "quota", 0))),
                        Fact.info(
                                "Kept when space is short",
                                JsObjects.flag(storage, "persisted") ? "yes" : "the browser may clear it"),
                        new Fact("Browser", browser(), userAgent(), "info", "")));
    }

    @JSBody(
            params = {"adapter", "name"},
            script = "return adapter.features.indexOf(name) >= 0;")
    private static native boolean hasFeature(JSObject adapter, String name);

    @JSBody(
            script =
                    "return WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0]));")
    private static native boolean hasWasmGc();

    @JSBody(
            script = "var brands = navigator.userAgentData && navigator.userAgentData.brands;"
                    + "return brands ? brands.map(function(b) { return b.brand + ' ' + b.version; })"
                    + "  .filter(function(b) { return !/Not.?A.?Brand/i.test(b); }).join(', ') : navigator.userAgent;")
    private static native String browser();

    @JSBody(script = "return navigator.userAgent;")
    private static native String userAgent();
}
