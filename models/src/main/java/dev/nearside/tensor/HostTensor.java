package dev.nearside.tensor;

import dev.nearside.error.InvalidInput;
import java.util.Arrays;

/**
 * A tensor in this program's memory, over one primitive array in row-major order which it does not copy: who hands an
 * array over does not write to it any more.
 *
 * <table>
 * <caption>Arrays by element type</caption>
 * <tr><td>float32</td><td>{@code float[]}</td></tr>
 * <tr><td>float64</td><td>{@code double[]}</td></tr>
 * <tr><td>int64, uint64</td><td>{@code long[]}</td></tr>
 * <tr><td>int32, uint32</td><td>{@code int[]}</td></tr>
 * <tr><td>float16 (IEEE bits), int16, uint16</td><td>{@code short[]}</td></tr>
 * <tr><td>int8, uint8, bool (0 or 1), int4 and uint4 (two elements a byte, low nibble first)</td><td>{@code byte[]}</td></tr>
 * <tr><td>string</td><td>{@code String[]}</td></tr>
 * </table>
 */
public final class HostTensor implements Tensor {
    private final ElementType type;
    private final Shape shape;
    private final Object data;

    private HostTensor(ElementType type, Shape shape, Object data, long stored) {
        long needed = type.bits() == 4 ? (shape.elementCount() + 1) / 2 : shape.elementCount();
        if (needed != stored) {
            throw new InvalidInput("a " + type.label() + " tensor of shape " + shape + " takes " + needed
                    + " array elements, not " + stored);
        }
        this.type = type;
        this.shape = shape;
        this.data = data;
    }

    /** A float32 tensor. */
    public static HostTensor ofFloats(Shape shape, float[] data) {
        return new HostTensor(ElementType.FLOAT32, shape, data, data.length);
    }

    /** A float64 tensor. */
    public static HostTensor ofDoubles(Shape shape, double[] data) {
        return new HostTensor(ElementType.FLOAT64, shape, data, data.length);
    }

    /** An int64 or uint64 tensor. */
    public static HostTensor ofLongs(ElementType type, Shape shape, long[] data) {
        return new HostTensor(require(type, ElementType.INT64, ElementType.UINT64), shape, data, data.length);
    }

    /** An int32 or uint32 tensor. */
    public static HostTensor ofInts(ElementType type, Shape shape, int[] data) {
        return new HostTensor(require(type, ElementType.INT32, ElementType.UINT32), shape, data, data.length);
    }

    /** A float16, int16 or uint16 tensor. */
    public static HostTensor ofShorts(ElementType type, Shape shape, short[] data) {
        return new HostTensor(
                require(type, ElementType.FLOAT16, ElementType.INT16, ElementType.UINT16), shape, data, data.length);
    }

    /** An int8, uint8, bool, int4 or uint4 tensor. */
    public static HostTensor ofBytes(ElementType type, Shape shape, byte[] data) {
        return new HostTensor(
                require(
                        type,
                        ElementType.INT8,
                        ElementType.UINT8,
                        ElementType.BOOL,
                        ElementType.INT4,
                        ElementType.UINT4),
                shape,
                data,
                data.length);
    }

    /** A string tensor. */
    public static HostTensor ofStrings(Shape shape, String[] data) {
        return new HostTensor(ElementType.STRING, shape, data, data.length);
    }

    private static ElementType require(ElementType type, ElementType... allowed) {
        if (!Arrays.asList(allowed).contains(type)) {
            throw new IllegalArgumentException("this array does not hold " + type.label());
        }
        return type;
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
        return Location.HOST;
    }

    @Override
    public HostTensor toHost() {
        return this;
    }

    /** The float32 elements: the array itself, no copy. */
    public float[] floats() {
        if (data instanceof float[] array) {
            return array;
        }
        throw holds("float[]");
    }

    /** The float64 elements: the array itself, no copy. */
    public double[] doubles() {
        if (data instanceof double[] array) {
            return array;
        }
        throw holds("double[]");
    }

    /** The 64-bit integers: the array itself, no copy. */
    public long[] longs() {
        if (data instanceof long[] array) {
            return array;
        }
        throw holds("long[]");
    }

    /** The 32-bit integers: the array itself, no copy. */
    public int[] ints() {
        if (data instanceof int[] array) {
            return array;
        }
        throw holds("int[]");
    }

    /** The 16-bit elements: the array itself, no copy. */
    public short[] shorts() {
        if (data instanceof short[] array) {
            return array;
        }
        throw holds("short[]");
    }

    /** The 8-bit (or packed 4-bit) elements: the array itself, no copy. */
    public byte[] bytes() {
        if (data instanceof byte[] array) {
            return array;
        }
        throw holds("byte[]");
    }

    /** The strings: the array itself, no copy. */
    public String[] strings() {
        if (data instanceof String[] array) {
            return array;
        }
        throw holds("String[]");
    }

    private InvalidInput holds(String wanted) {
        return new InvalidInput("a " + type.label() + " tensor cannot be read as " + wanted);
    }

    /**
     * Copies the elements of another tensor over those of this one.
     *
     * @throws InvalidInput if it is of another type or shape
     */
    public void overwrite(HostTensor other) {
        if (type != other.type || !shape.equals(other.shape)) {
            throw new InvalidInput(other + " cannot be copied into " + this);
        }
        int length = Math.toIntExact(type.bits() == 4 ? (shape.elementCount() + 1) / 2 : shape.elementCount());
        System.arraycopy(other.data, 0, data, 0, length);
    }

    /** Nothing to release: the garbage collector has it. */
    @Override
    public void close() {}

    /** Type and shape, for example {@code float32[1, 1, 28, 28]}. */
    @Override
    public String toString() {
        return type.label() + shape;
    }
}
