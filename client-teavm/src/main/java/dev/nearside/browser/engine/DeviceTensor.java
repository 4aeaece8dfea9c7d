package dev.nearside.browser.engine;

import dev.nearside.browser.ort.OrtTensor;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;

/**
 * A tensor that ONNX Runtime Web keeps until it is closed: in a GPU buffer, or, where a session computes on the CPU, in
 * JavaScript's memory, so that it need not cross to Java and back to be an input again.
 */
final class DeviceTensor implements Tensor {
    private final ElementType type;
    private final Shape shape;
    private final OrtTensor tensor;
    private final TensorBridge bridge;
    private boolean closed;

    DeviceTensor(ElementType type, Shape shape, OrtTensor tensor, TensorBridge bridge) {
        this.type = type;
        this.shape = shape;
        this.tensor = tensor;
        this.bridge = bridge;
    }

    OrtTensor ort() {
        if (closed) {
            throw new IllegalStateException("the tensor is closed");
        }
        return tensor;
    }

    @Override
    public ElementType type() {
        return type;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Location location() {
        return Location.DEVICE;
    }

    @Override
    public HostTensor toHost() {
        return bridge.download(this);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            tensor.dispose();
        }
    }
}
