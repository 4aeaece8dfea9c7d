package dev.nearside.browser.gpu;

import dev.nearside.browser.js.Promises;
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
            // Each then() of device.lost would stay for the device's life, so there is one for all promises.
            script = "var waiting = device.nearsideWaiting;"
                    + "if (!waiting) {"
                    + "  waiting = device.nearsideWaiting = new Set();"
                    + "  device.lost.then(function(info) {"
                    + "    var e = new Error('the GPU device was lost (' + (info.message || info.reason || 'no reason given') + ')');"
                    + "    e.name = 'DeviceLost'; device.nearsideLost = e;"
                    + "    waiting.forEach(function(reject) { reject(e); });"
                    + "    waiting.clear();"
                    + "  });"
                    + "}"
                    + "return new Promise(function(resolve, reject) {"
                    + "  function settled(settle) {"
                    + "    return function(value) { waiting.delete(reject); settle(value); };"
                    + "  }"
                    + "  if (device.nearsideLost) { reject(device.nearsideLost); } else { waiting.add(reject); }"
                    + "  promise.then(settled(resolve), settled(reject));"
                    + "});")
    public static native <T extends JSObject> JSPromise<T> unlessLost(GpuDevice device, JSPromise<T> promise);

    /** Whether the device is lost, which its promise says a little later than the runs that fail of it. Blocks. */
    public static boolean isLost(GpuDevice device) {
        return Promises.await(lostSoon(device)) != null;
    }

    @JSBody(
            params = "device",
            script = "return Promise.race([device.lost, new Promise(function(resolve) {"
                    + "  setTimeout(function() { resolve(null); }, 200);"
                    + "})]);")
    private static native JSPromise<JSObject> lostSoon(GpuDevice device);

    /** Frees everything on the device; {@link #onLost} is told. */
    public abstract void destroy();

    /** Told why a device is gone. */
    @JSFunctor
    public interface LostListener extends JSObject {
        void lost(String reason);
    }
}
