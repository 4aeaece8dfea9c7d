package dev.nearside.server.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;

/**
 * A tensor in ONNX Runtime's own memory: an output that goes back in as the next run's input without a copy, as a
 * key-value cache does. Not thread-safe.
 */
final class NativeTensor implements Tensor {
    private final String name;
    private final OnnxTensor tensor;
    private final ElementType type;
    private final Shape shape;

    /** Takes the tensor over. */
    NativeTensor(String name, OnnxTensor tensor) {
        this.name = name;
        this.tensor = tensor;
        this.type = ElementTypes.of(name, tensor.getInfo());
        this.shape = Shape.of(tensor.getInfo().getShape());
    }

    /** The tensor itself, still owned by this one. */
    OnnxTensor view() {
        if (tensor.isClosed()) {
            throw new IllegalStateException("the tensor '" + name + "' was closed");
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
        try {
            return TensorTransfer.download(name, view());
        } catch (OrtException e) {
            throw OnnxErrors.map("'" + name + "' cannot be read", e);
        }
    }

    @Override
    public void close() {
        if (!tensor.isClosed()) {
            tensor.close();
        }
    }
}
