package dev.nearside.catalog;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a model's golden case on this device, so that a provider which computes wrongly is found before it is used. */
public final class SelfTest {
    private SelfTest() {}

    /**
     * The outcome.
     *
     * @param passed whether every expected output came within the tolerance
     * @param provider where it ran
     * @param output the output with the largest difference
     * @param difference that largest absolute difference; infinite where an output is missing, of another type or
     *     shape, or not a number
     * @param tolerance what was allowed
     */
    public record Result(
            boolean passed, ExecutionProvider provider, String output, double difference, double tolerance) {

        /** As a log shows it. */
        @Override
        public String toString() {
            return "self-test on " + provider.label() + (passed ? " passed: " : " failed: ") + output + " differs by "
                    + twoDigits(difference) + " at most, " + (float) tolerance + " allowed";
        }

        private static float twoDigits(double value) {
            if (value == 0 || Double.isInfinite(value)) {
                return (float) value;
            }
            double step = Math.pow(10, Math.floor(Math.log10(value)) - 1);
            return (float) (Math.round(value / step) * step);
        }
    }

    /**
     * Runs the golden case once.
     *
     * @throws dev.nearside.error.ProviderUnavailable if the case has no tolerance for the session's provider
     * @throws dev.nearside.error.DeviceLost if the GPU device went away
     * @throws dev.nearside.error.InferenceFailed if the run failed
     */
    public static Result run(GoldenCase golden, InferenceSession session) {
        double tolerance = golden.toleranceOn(session.provider());
        Map<String, Tensor> outputs = session.run(golden.input());
        try {
            String worst = "";
            double largest = -1;
            for (Map.Entry<String, HostTensor> expected :
                    golden.expected(session.provider()).entrySet()) {
                double difference = difference(expected.getValue(), outputs.get(expected.getKey()));
                if (difference > largest) {
                    largest = difference;
                    worst = expected.getKey();
                }
            }
            return new Result(largest <= tolerance, session.provider(), worst, largest, tolerance);
        } finally {
            outputs.values().forEach(Tensor::close);
        }
    }

    private static double difference(HostTensor expected, @Nullable Tensor actual) {
        if (actual == null
                || actual.type() != expected.type()
                || !actual.shape().equals(expected.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        return TensorDifference.largest(expected, actual.toHost());
    }
}
