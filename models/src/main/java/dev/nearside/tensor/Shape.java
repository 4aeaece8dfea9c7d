package dev.nearside.tensor;

import java.util.Arrays;

/** The sizes of a tensor's axes, outermost first; an empty shape is a scalar. Immutable. */
public final class Shape {
    private final long[] dims;

    private Shape(long[] dims) {
        this.dims = dims;
    }

    /**
     * A shape of these sizes, for example {@code Shape.of(1, 1, 28, 28)}.
     *
     * @throws IllegalArgumentException if a size is negative or the number of elements overflows
     */
    public static Shape of(long... dims) {
        long[] own = Arrays.copyOf(dims, dims.length);
        long count = 1;
        for (long dim : own) {
            if (dim < 0) {
                throw new IllegalArgumentException("negative size in shape " + Arrays.toString(own));
            }
            if (dim != 0 && count > Long.MAX_VALUE / dim) {
                throw new IllegalArgumentException("too many elements in shape " + Arrays.toString(own));
            }
            count *= dim;
        }
        return new Shape(own);
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Size of an axis; {@code axis} from 0 to rank − 1. */
    public long dim(int axis) {
        return dims[axis];
    }

    /** Number of elements: the product of all sizes, 1 for a scalar. */
    public long elementCount() {
        long count = 1;
        for (long dim : dims) {
            count *= dim;
        }
        return count;
    }

    /** A copy of the sizes. */
    public long[] copyDims() {
        return Arrays.copyOf(dims, dims.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As people write it: {@code [1, 1, 28, 28]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
