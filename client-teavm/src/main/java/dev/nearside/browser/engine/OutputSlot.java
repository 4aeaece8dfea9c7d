package dev.nearside.browser.engine;

import dev.nearside.browser.ort.OrtSession;
import dev.nearside.browser.ort.OrtTensor;
import dev.nearside.error.InferenceFailed;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/**
 * The place of one output of a session. It remembers type and shape of the last float32 result on the host, as short runs
 * mostly come to the same again, and then only the elements cross from JavaScript.
 */
final class OutputSlot {
    private final String name;
    private final JSString jsName;
    private final TensorBridge bridge;
    private final boolean stays;
    private @Nullable Known known;
    private @Nullable DeviceTensor target;

    /** @param stays whether results are left in ONNX Runtime's memory */
    OutputSlot(String name, boolean stays, TensorBridge bridge) {
        this.name = name;
        this.jsName = JSString.valueOf(name);
        this.stays = stays;
        this.bridge = bridge;
    }

    String name() {
        return name;
    }

    /** Has this output written over a tensor on the GPU, or made anew where there is none. */
    void aim(JSObject fetches, @Nullable Tensor into) {
        if (!(into instanceof DeviceTensor device)) {
            OrtSession.feed(fetches, jsName, null);
            target = null;
        } else if (device != target) {
            OrtSession.feed(fetches, jsName, device.ort());
            target = device;
        }
    }

    private OrtTensor find(JSObject results) {
        OrtTensor tensor = OrtSession.output(results, jsName);
        if (tensor == null) {
            throw new InferenceFailed("the run brought no output '" + name + "'");
        }
        return tensor;
    }

    /** Copies this output among a run's results over a tensor of the same type and shape. */
    void readInto(JSObject results, HostTensor into) {
        OrtTensor tensor = find(results);
        Known last = known;
        if (last != null && last.shape.equals(into.shape()) && isLike(tensor, last)) {
            bridge.takeFloats(tensor, into.floats());
        } else {
            into.overwrite(read(results).toHost());
        }
    }

    /** This output among a run's results, as a tensor of {@code models}. */
    Tensor read(JSObject results) {
        OrtTensor tensor = find(results);
        if (stays) {
            return bridge.fromOrt(tensor, true);
        }
        Known last = known;
        if (last != null && isLike(tensor, last)) {
            return HostTensor.ofFloats(last.shape, bridge.takeFloats(tensor, last.count));
        }
        JSObject jsType = OrtTensor.typeName(tensor);
        JSObject jsDims = OrtTensor.sizes(tensor);
        Tensor read = bridge.fromOrt(tensor);
        known = read instanceof HostTensor host && host.type() == ElementType.FLOAT32
                ? new Known(jsType, jsDims, host.shape(), host.floats().length)
                : null;
        return read;
    }

    private static boolean isLike(OrtTensor tensor, Known known) {
        return OrtTensor.isHostTensorOf(tensor, known.jsType, known.jsDims);
    }

    private record Known(JSObject jsType, JSObject jsDims, Shape shape, int count) {}
}
