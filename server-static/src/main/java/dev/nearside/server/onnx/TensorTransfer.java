package dev.nearside.server.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.nearside.error.InvalidInput;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** Copies tensors between Java arrays and ONNX Runtime's memory. */
final class TensorTransfer {
    private TensorTransfer() {}

    /**
     * A copy in ONNX Runtime's memory, which the caller closes.
     *
     * @throws InvalidInput if its Java binding makes no tensors of that type
     */
    static OnnxTensor upload(OrtEnvironment environment, String name, HostTensor tensor) throws OrtException {
        long[] dims = tensor.shape().copyDims();
        return switch (tensor.type()) {
            case FLOAT32 -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), dims);
            case FLOAT64 -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(tensor.doubles()), dims);
            case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), dims);
            case INT32 -> OnnxTensor.createTensor(environment, IntBuffer.wrap(tensor.ints()), dims);
            case INT16 -> uploadShorts(environment, tensor, OnnxJavaType.INT16);
            case FLOAT16 -> uploadShorts(environment, tensor, OnnxJavaType.FLOAT16);
            case INT8 -> uploadBytes(environment, tensor, OnnxJavaType.INT8);
            case UINT8 -> uploadBytes(environment, tensor, OnnxJavaType.UINT8);
            case BOOL -> uploadBytes(environment, tensor, OnnxJavaType.BOOL);
            case STRING -> OnnxTensor.createTensor(environment, tensor.strings(), dims);
            case UINT16, UINT32, UINT64, INT4, UINT4 ->
                throw new InvalidInput("input '" + name + "' is "
                        + tensor.type().label() + ", of which ONNX Runtime's Java binding makes no tensors");
        };
    }

    private static OnnxTensor uploadShorts(OrtEnvironment environment, HostTensor tensor, OnnxJavaType type)
            throws OrtException {
        return OnnxTensor.createTensor(
                environment, ShortBuffer.wrap(tensor.shorts()), tensor.shape().copyDims(), type);
    }

    private static OnnxTensor uploadBytes(OrtEnvironment environment, HostTensor tensor, OnnxJavaType type)
            throws OrtException {
        return OnnxTensor.createTensor(
                environment, ByteBuffer.wrap(tensor.bytes()), tensor.shape().copyDims(), type);
    }

    /** A copy in Java arrays; the tensor stays as it is. */
    static HostTensor download(String name, OnnxTensor tensor) throws OrtException {
        ElementType type = ElementTypes.of(name, tensor.getInfo());
        Shape shape = Shape.of(tensor.getInfo().getShape());
        return switch (type) {
            case FLOAT32 -> HostTensor.ofFloats(shape, floats(tensor.getFloatBuffer()));
            case FLOAT64 -> HostTensor.ofDoubles(shape, doubles(tensor.getDoubleBuffer()));
            case INT64, UINT64 -> HostTensor.ofLongs(type, shape, longs(tensor.getByteBuffer()));
            case INT32, UINT32 -> HostTensor.ofInts(type, shape, ints(tensor.getByteBuffer()));
            case FLOAT16, INT16, UINT16 -> HostTensor.ofShorts(type, shape, shorts(tensor.getByteBuffer()));
            case INT8, UINT8, BOOL -> HostTensor.ofBytes(type, shape, bytes(tensor.getByteBuffer()));
            case STRING -> HostTensor.ofStrings(shape, strings(tensor.getValue(), shape));
            case INT4, UINT4 -> throw new InvalidInput("output '" + name + "' is " + type.label());
        };
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] array = new float[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    private static double[] doubles(DoubleBuffer buffer) {
        double[] array = new double[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    private static long[] longs(ByteBuffer buffer) {
        long[] array = new long[buffer.remaining() / Long.BYTES];
        buffer.asLongBuffer().get(array);
        return array;
    }

    private static int[] ints(ByteBuffer buffer) {
        int[] array = new int[buffer.remaining() / Integer.BYTES];
        buffer.asIntBuffer().get(array);
        return array;
    }

    private static short[] shorts(ByteBuffer buffer) {
        short[] array = new short[buffer.remaining() / Short.BYTES];
        buffer.asShortBuffer().get(array);
        return array;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    /** Strings come nested by axis; a scalar comes bare. */
    private static String[] strings(Object value, Shape shape) {
        String[] flat = new String[Math.toIntExact(shape.elementCount())];
        int end = flatten(value, flat, 0);
        return Arrays.copyOf(flat, end);
    }

    private static int flatten(Object value, String[] flat, int at) {
        if (value instanceof Object[] items) {
            int next = at;
            for (Object item : items) {
                next = flatten(item, flat, next);
            }
            return next;
        }
        flat[at] = (String) value;
        return at + 1;
    }
}
