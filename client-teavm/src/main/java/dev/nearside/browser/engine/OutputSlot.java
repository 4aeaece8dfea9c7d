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
    private @Nullable Known known;

    OutputSlot(String name, TensorBridge bridge) {
        this.name = name;
        this.jsName = JSString.valueOf(name);
        this.bridge = bridge;
    }

    String name() {
        return name;
    }

    /** This output among a run's results, as a tensor of {@code models}. */
    Tensor read(JSObject results) {
        OrtTensor tensor = OrtSession.output(results, jsName);
        if (tensor == null) {
            throw new InferenceFailed("the run brought no output '" + name + "'");
        }
        Known last = known;
        if (last != null && OrtTensor.isHostTensorOf(tensor, last.jsType, last.jsDims)) {
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

    private record Known(JSObject jsType, JSObject jsDims, Shape shape, int count) {}
}
