package dev.nearside.server.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Memory outside the heap into which ONNX Runtime writes a float32 output, kept for the next run of the same shape: a
 * language model's logits come thousands of times.
 */
final class OutputBuffer implements AutoCloseable {
    private final Shape shape;
    private final FloatBuffer buffer;
    private final OnnxTensor tensor;

    OutputBuffer(OrtEnvironment environment, Shape shape) throws OrtException {
        this.shape = shape;
        int bytes = Math.multiplyExact(Math.toIntExact(shape.elementCount()), Float.BYTES);
        this.buffer =
                ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
        this.tensor = OnnxTensor.createTensor(environment, buffer, shape.copyDims());
    }

    Shape shape() {
        return shape;
    }

    /** Where ONNX Runtime writes; still owned by this. */
    OnnxTensor view() {
        return tensor;
    }

    void copyTo(HostTensor target) {
        buffer.get(0, target.floats());
    }

    @Override
    public void close() {
        tensor.close();
    }
}
