package dev.nearside.catalog;

import dev.nearside.error.InvalidInput;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.Float16;
import dev.nearside.tensor.HostTensor;
import java.util.Arrays;

/** The largest absolute difference between two tensors of one type and shape. */
final class TensorDifference {
    private TensorDifference() {}

    /** Infinite where one of two numbers is not a number; of strings 0 or infinite. */
    static double largest(HostTensor expected, HostTensor actual) {
        if (expected.type() == ElementType.STRING) {
            return Arrays.equals(expected.strings(), actual.strings()) ? 0 : Double.POSITIVE_INFINITY;
        }
        double[] a = asDoubles(expected);
        double[] b = asDoubles(actual);
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]);
            if (Double.isNaN(difference)) {
                return Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    /** Signed reading of unsigned types: differences of small ones stay right, and equality always does. */
    private static double[] asDoubles(HostTensor tensor) {
        return switch (tensor.type()) {
            case FLOAT64 -> tensor.doubles();
            case FLOAT32 -> {
                float[] data = tensor.floats();
                double[] out = new double[data.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = data[i];
                }
                yield out;
            }
            case INT64, UINT64 -> {
                long[] data = tensor.longs();
                double[] out = new double[data.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = data[i];
                }
                yield out;
            }
            case INT32, UINT32 -> {
                int[] data = tensor.ints();
                double[] out = new double[data.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = data[i];
                }
                yield out;
            }
            case FLOAT16, INT16, UINT16 -> {
                short[] data = tensor.shorts();
                boolean half = tensor.type() == ElementType.FLOAT16;
                double[] out = new double[data.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = half ? Float16.toFloat(data[i]) : data[i];
                }
                yield out;
            }
            case INT8, UINT8, BOOL, INT4, UINT4 -> {
                byte[] data = tensor.bytes();
                double[] out = new double[data.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = data[i];
                }
                yield out;
            }
            case STRING -> throw new InvalidInput("strings have no difference");
        };
    }
}
