package dev.nearside.browser.js;

import org.teavm.jso.JSBody;

/** What this browser can do, as far as the choice of files and threads depends on it. */
public final class Capabilities {
    private Capabilities() {}

    /** JavaScript Promise Integration: WebAssembly that suspends, for the smaller build of ONNX Runtime Web. */
    @JSBody(script = "return typeof WebAssembly.Suspending === 'function';")
    public static native boolean hasPromiseIntegration();

    /** Whether shared memory, and so threads in WebAssembly, are allowed: COOP and COEP were sent. */
    @JSBody(script = "return self.crossOriginIsolated === true;")
    public static native boolean isCrossOriginIsolated();

    /** Which browser this is, in its own words. */
    @JSBody(script = "return self.navigator.userAgent;")
    public static native String browser();

    /** Logical processors, as the browser tells. */
    @JSBody(script = "return self.navigator.hardwareConcurrency || 1;")
    public static native int processors();

    /** Bytes of memory of the device, as the browser tells, rounded; 0 where it does not. */
    @JSBody(script = "return (self.navigator.deviceMemory || 0) * 1073741824;")
    public static native double deviceMemory();

    /** Whether the browser treats the page as delivered safely: https, or this machine. */
    @JSBody(script = "return self.isSecureContext === true;")
    public static native boolean isSecureContext();
}
