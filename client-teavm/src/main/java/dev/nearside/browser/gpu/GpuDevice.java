package dev.nearside.browser.gpu;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * A {@code GPUDevice}. It may be lost at any time: the driver restarts, the laptop sleeps, the browser's GPU process
 * falls over.
 *
 * <p>Source: W3C, WebGPU, sections 4.4 (GPUDevice) and 22 (Errors and debugging).
 */
@JSClass(transparent = true)
public abstract class GpuDevice implements JSObject {

    /** Calls back once, with the reason, when the device is lost or destroyed. */
    @JSBody(
            params = {"device", "listener"},
            script =
                    "device.lost.then(function(info) { listener(info.message || info.reason || 'no reason given'); });")
    public static native void onLost(GpuDevice device, LostListener listener);

    /** The promise's value, or a rejection named {@code DeviceLost} should the device be lost before. */
    @JSBody(
            params = {"device", "promise"},
            script = "return Promise.race([promise, device.lost.then(function(info) {"
                    + "  var e = new Error('the GPU device was lost (' + (info.message || info.reason || 'no reason given') + ')');"
                    + "  e.name = 'DeviceLost'; throw e;"
                    + "})]);")
    public static native <T extends JSObject> JSPromise<T> unlessLost(GpuDevice device, JSPromise<T> promise);

    /** Frees everything on the device; {@link #onLost} is told. */
    public abstract void destroy();

    /** Told why a device is gone. */
    @JSFunctor
    public interface LostListener extends JSObject {
        void lost(String reason);
    }
}
