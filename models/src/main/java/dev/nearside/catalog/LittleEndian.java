package dev.nearside.catalog;

import dev.nearside.error.InvalidInput;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The elements of tensors as little-endian bytes, and back. */
final class LittleEndian {
    private LittleEndian() {}

    static HostTensor decode(ElementType type, Shape shape, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) shape.elementCount();
        return switch (type) {
            case FLOAT32 -> {
                float[] data = new float[count];
                for (int i = 0; i < count; i++) {
                    data[i] = buffer.getFloat();
                }
                yield HostTensor.ofFloats(shape, data);
            }
            case FLOAT64 -> {
                double[] data = new double[count];
                for (int i = 0; i < count; i++) {
                    data[i] = buffer.getDouble();
                }
                yield HostTensor.ofDoubles(shape, data);
            }
            case INT64, UINT64 -> {
                long[] data = new long[count];
                for (int i = 0; i < count; i++) {
                    data[i] = buffer.getLong();
                }
                yield HostTensor.ofLongs(type, shape, data);
            }
            case INT32, UINT32 -> {
                int[] data = new int[count];
                for (int i = 0; i < count; i++) {
                    data[i] = buffer.getInt();
                }
                yield HostTensor.ofInts(type, shape, data);
            }
            case FLOAT16, INT16, UINT16 -> {
                short[] data = new short[count];
                for (int i = 0; i < count; i++) {
                    data[i] = buffer.getShort();
                }
                yield HostTensor.ofShorts(type, shape, data);
            }
            case INT8, UINT8, BOOL, INT4, UINT4 -> HostTensor.ofBytes(type, shape, bytes);
            case STRING -> throw noStrings();
        };
    }

    static byte[] encode(HostTensor tensor) {
        int bytes = (int) ((tensor.shape().elementCount() * tensor.type().bits() + 7) / 8);
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (tensor.type()) {
            case FLOAT32 -> {
                for (float value : tensor.floats()) {
                    buffer.putFloat(value);
                }
            }
            case FLOAT64 -> {
                for (double value : tensor.doubles()) {
                    buffer.putDouble(value);
                }
            }
            case INT64, UINT64 -> {
                for (long value : tensor.longs()) {
                    buffer.putLong(value);
                }
            }
            case INT32, UINT32 -> {
                for (int value : tensor.ints()) {
                    buffer.putInt(value);
                }
            }
            case FLOAT16, INT16, UINT16 -> {
                for (short value : tensor.shorts()) {
                    buffer.putShort(value);
                }
            }
            case INT8, UINT8, BOOL, INT4, UINT4 -> {
                return Arrays.copyOf(tensor.bytes(), bytes);
            }
            case STRING -> throw noStrings();
        }
        return buffer.array();
    }

    private static InvalidInput noStrings() {
        return new InvalidInput("a tensor of strings has no bytes");
    }
}
