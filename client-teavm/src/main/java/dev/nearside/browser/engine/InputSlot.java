package dev.nearside.browser.engine;

import dev.nearside.browser.ort.OrtSession;
import dev.nearside.browser.ort.OrtTensor;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/**
 * The place of one input of a session. It keeps the ONNX Runtime tensor of the last run, as short runs mostly come with
 * the same type and shape again, and then only the elements are written anew.
 */
final class InputSlot {
    /** Larger tensors are made anew each time: there the copy counts, not the making, and memory is not held. */
    private static final long MOST_KEPT = 1 << 14;

    private final JSString name;
    private final TensorBridge bridge;
    private @Nullable OrtTensor tensor;
    private @Nullable HostTensor like;

    InputSlot(String name, TensorBridge bridge) {
        this.name = JSString.valueOf(name);
        this.bridge = bridge;
    }

    /** Puts the tensor among the feeds as ONNX Runtime takes it, good until {@link #release}. */
    void fill(JSObject feeds, Tensor feed) {
        if (!(feed instanceof HostTensor host)) {
            close();
            OrtSession.feed(feeds, name, bridge.toOrt(feed));
            return;
        }
        OrtTensor kept = tensor;
        if (kept != null && isAlike(host)) {
            bridge.overwrite(kept, host);
            return;
        }
        close();
        OrtTensor made = bridge.toOrt(host);
        tensor = made;
        like = host;
        OrtSession.feed(feeds, name, made);
    }

    private boolean isAlike(HostTensor host) {
        HostTensor before = like;
        return before != null && before.type() == host.type() && before.shape().equals(host.shape());
    }

    /** After a run: nothing large stays, and nothing of the caller's. */
    void release(JSObject feeds) {
        HostTensor last = like;
        if (last == null || !isKept(last)) {
            close();
            OrtSession.clear(feeds, name);
        }
    }

    private static boolean isKept(HostTensor host) {
        return (host.type() == ElementType.FLOAT32
                        || host.type() == ElementType.INT32
                        || host.type() == ElementType.INT64)
                && host.shape().elementCount() <= MOST_KEPT;
    }

    void close() {
        OrtTensor last = tensor;
        if (last != null) {
            tensor = null;
            like = null;
            last.dispose();
        }
    }
}
