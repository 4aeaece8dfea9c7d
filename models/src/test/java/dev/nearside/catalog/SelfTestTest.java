package dev.nearside.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.ProviderUnavailable;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private static final GoldenCase GOLDEN =
            ManifestReader.read(ExampleManifest.JSON).golden();

    @Test
    void aProviderWithinTheTolerancePasses() {
        SelfTest.Result result = SelfTest.run(GOLDEN, answering(1.00005f, 2));

        assertThat(result.passed()).isTrue();
        assertThat(result.output()).isEqualTo("y");
        assertThat(result.difference()).isBetween(4e-5, 6e-5);
    }

    @Test
    void aProviderBeyondTheToleranceFails() {
        SelfTest.Result result = SelfTest.run(GOLDEN, answering(1, 2.5f));

        assertThat(result.passed()).isFalse();
        assertThat(result).hasToString("self-test on cpu failed: y differs by 0.5 at most, 1.0E-4 allowed");
    }

    @Test
    void whatIsNotANumberFails() {
        SelfTest.Result result = SelfTest.run(GOLDEN, answering(Float.NaN, 2));

        assertThat(result.passed()).isFalse();
        assertThat(result.difference()).isInfinite();
    }

    @Test
    void anOutputOfAnotherShapeFails() {
        SelfTest.Result result = SelfTest.run(GOLDEN, answering(1, 2, 3));

        assertThat(result.passed()).isFalse();
    }

    @Test
    void aProviderWithoutToleranceIsNotTested() {
        GoldenCase cpuOnly = new GoldenCase(GOLDEN.input(), GOLDEN.expected(), Map.of(ExecutionProvider.WEBGPU, 0.001));

        assertThatThrownBy(() -> SelfTest.run(cpuOnly, answering(1, 2))).isInstanceOf(ProviderUnavailable.class);
    }

    private static InferenceSession answering(float... values) {
        return new InferenceSession() {
            @Override
            public ExecutionProvider provider() {
                return ExecutionProvider.CPU;
            }

            @Override
            public List<ValueInfo> inputs() {
                return List.of();
            }

            @Override
            public List<ValueInfo> outputs() {
                return List.of();
            }

            @Override
            public Map<String, Tensor> run(Map<String, ? extends Tensor> inputs) {
                return Map.of("y", HostTensor.ofFloats(Shape.of(1, values.length), values));
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aDifferenceIsToldInTwoDigits() {
        SelfTest.Result result = new SelfTest.Result(true, ExecutionProvider.CPU, "y", 4.76837158203125E-7, 1e-4);

        assertThat(result).hasToString("self-test on cpu passed: y differs by 4.8E-7 at most, 1.0E-4 allowed");
    }
}
