package dev.nearside.server.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.TinyOnnx;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxRuntimeTest {
    private static final SessionOptions CPU = SessionOptions.on(ExecutionProvider.CPU);

    @TempDir
    Path dir;

    private OnnxRuntime runtime;

    @BeforeEach
    void load() {
        runtime = new OnnxRuntime(files -> dir.resolve(files.graph()));
    }

    @AfterEach
    void release() {
        runtime.close();
    }

    static Stream<Arguments> tensorsOfEveryTypeThatTheBindingTakes() {
        Shape shape = Shape.of(1, 2);
        return Stream.of(
                Arguments.of(1, HostTensor.ofFloats(shape, new float[] {-1.5f, Float.MIN_VALUE})),
                Arguments.of(11, HostTensor.ofDoubles(shape, new double[] {Math.PI, -0.0})),
                Arguments.of(10, HostTensor.ofShorts(ElementType.FLOAT16, shape, new short[] {0x3c00, (short) 0xfc00})),
                Arguments.of(3, HostTensor.ofBytes(ElementType.INT8, shape, new byte[] {-128, 127})),
                Arguments.of(2, HostTensor.ofBytes(ElementType.UINT8, shape, new byte[] {-1, 1})),
                Arguments.of(5, HostTensor.ofShorts(ElementType.INT16, shape, new short[] {-32768, 5})),
                Arguments.of(6, HostTensor.ofInts(ElementType.INT32, shape, new int[] {Integer.MIN_VALUE, 7})),
                Arguments.of(7, HostTensor.ofLongs(ElementType.INT64, shape, new long[] {Long.MIN_VALUE, 9})),
                Arguments.of(9, HostTensor.ofBytes(ElementType.BOOL, shape, new byte[] {0, 1})),
                Arguments.of(8, HostTensor.ofStrings(shape, new String[] {"", "größe 😀"})));
    }

    @ParameterizedTest
    @MethodSource("tensorsOfEveryTypeThatTheBindingTakes")
    void aTensorGoesInAndComesOutUnchanged(int onnxType, HostTensor tensor) throws Exception {
        try (InferenceSession session = open(TinyOnnx.identity(onnxType, "batch", "2"))) {
            HostTensor output = run(session, tensor).toHost();

            assertThat(output.type()).isEqualTo(tensor.type());
            assertThat(output.shape()).isEqualTo(tensor.shape());
            assertThat(output).usingRecursiveComparison().isEqualTo(tensor);
        }
    }

    static Stream<Arguments> unsignedTypes() {
        return Stream.of(
                Arguments.of(4, HostTensor.ofShorts(ElementType.UINT16, Shape.of(2), new short[] {0, 7})),
                Arguments.of(12, HostTensor.ofInts(ElementType.UINT32, Shape.of(2), new int[] {0, 7})),
                Arguments.of(13, HostTensor.ofLongs(ElementType.UINT64, Shape.of(2), new long[] {0, 7})));
    }

    @ParameterizedTest
    @MethodSource("unsignedTypes")
    void unsignedTensorsComeOut(int onnxType, HostTensor expected) throws Exception {
        HostTensor input = HostTensor.ofInts(ElementType.INT32, Shape.of(2), new int[] {0, 7});

        try (InferenceSession session = open(TinyOnnx.cast(6, onnxType, "2"))) {
            assertThat(run(session, input).toHost()).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("unsignedTypes")
    void unsignedTensorsThatTheBindingCannotMakeAreRefusedByName(int onnxType, HostTensor tensor) throws Exception {
        try (InferenceSession session = open(TinyOnnx.identity(onnxType, "2"))) {
            assertThatThrownBy(() -> session.run(Map.of("x", tensor)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(tensor.type().label());
        }
    }

    @Test
    void scalarsAndEmptyTensorsPass() throws Exception {
        try (InferenceSession scalar = open(TinyOnnx.twice());
                InferenceSession free = open(TinyOnnx.twice("batch", "past"))) {
            HostTensor two = run(scalar, HostTensor.ofFloats(Shape.of(), new float[] {1}))
                    .toHost();
            HostTensor none =
                    run(free, HostTensor.ofFloats(Shape.of(1, 0), new float[0])).toHost();

            assertThat(two.floats()).containsExactly(2);
            assertThat(none.shape()).isEqualTo(Shape.of(1, 0));
        }
    }

    @Test
    void aSessionDescribesItsInputsAndOutputs() throws Exception {
        try (InferenceSession session = open(TinyOnnx.twice("batch", "2"))) {
            assertThat(session.inputs()).hasToString("[x float32[batch, 2]]");
            assertThat(session.outputs()).hasToString("[y float32[batch, 2]]");
            assertThat(session.provider()).isEqualTo(ExecutionProvider.CPU);
        }
    }

    @Test
    void wrongInputsAreNamed() throws Exception {
        HostTensor right = HostTensor.ofFloats(Shape.of(1, 2), new float[2]);
        HostTensor wide = HostTensor.ofFloats(Shape.of(1, 3), new float[3]);
        HostTensor flat = HostTensor.ofFloats(Shape.of(2), new float[2]);
        HostTensor integers = HostTensor.ofInts(ElementType.INT32, Shape.of(1, 2), new int[2]);

        try (InferenceSession session = open(TinyOnnx.twice("batch", "2"))) {
            assertInvalid(session, Map.of(), "x float32[batch, 2] is missing");
            assertInvalid(session, Map.of("x", wide), "float32[1, 3]");
            assertInvalid(session, Map.of("x", flat), "float32[2]");
            assertInvalid(session, Map.of("x", integers), "int32[1, 2]");
            assertInvalid(session, Map.of("x", right, "z", right), "no input 'z'");
        }
    }

    private static void assertInvalid(InferenceSession session, Map<String, HostTensor> inputs, String message) {
        assertThatThrownBy(() -> session.run(inputs))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void anOutputThatStaysNativeGoesBackInWithoutACopy() throws Exception {
        SessionOptions resident = new SessionOptions(ExecutionProvider.CPU, 1, Map.of("y", Tensor.Location.DEVICE));
        Files.write(dir.resolve("m.onnx"), TinyOnnx.twice("n"));

        try (InferenceSession session = runtime.open(files("m.onnx"), resident);
                Tensor once = run(session, HostTensor.ofFloats(Shape.of(2), new float[] {1, 2}));
                Tensor again = run(session, once)) {
            assertThat(once.location()).isEqualTo(Tensor.Location.DEVICE);
            assertThat(once.toHost().floats()).containsExactly(2, 4);
            assertThat(again.toHost().floats()).containsExactly(4, 8);
        }
    }

    @Test
    void anOutputIsWrittenOverTheInputItself() throws Exception {
        try (InferenceSession session = open(TinyOnnx.twice("n"));
                Tensor kept = session.upload(HostTensor.ofFloats(Shape.of(2), new float[] {1, 2}))) {
            for (int i = 0; i < 3; i++) {
                assertThat(session.run(Map.of("x", kept), Map.of("y", kept))).isEmpty();
            }

            assertThat(session.writesInPlace()).isTrue();
            assertThat(kept.toHost().floats()).containsExactly(8, 16);
        }
    }

    @Test
    void anOutputIsWrittenOverTheCallersArray() throws Exception {
        try (InferenceSession session = open(TinyOnnx.twice("n"))) {
            for (int length : new int[] {2, 2, 3, 2}) {
                HostTensor target = HostTensor.ofFloats(Shape.of(length), new float[length]);
                float[] values = new float[length];
                Arrays.fill(values, length);
                HostTensor input = HostTensor.ofFloats(Shape.of(length), values);

                assertThat(session.run(Map.of("x", input), Map.of("y", target))).isEmpty();

                assertThat(target.floats()).containsOnly(2 * length);
            }
        }
    }

    @Test
    void anOutputIsNotWrittenIntoATensorOfAnotherShape() throws Exception {
        try (InferenceSession session = open(TinyOnnx.twice("n"));
                Tensor kept = session.upload(HostTensor.ofFloats(Shape.of(2), new float[] {1, 2}));
                Tensor longer = session.upload(HostTensor.ofFloats(Shape.of(3), new float[3]))) {
            assertThatThrownBy(() -> session.run(Map.of("x", kept), Map.of("y", longer)))
                    .isInstanceOf(NearsideException.class);
            assertThatThrownBy(() -> session.run(
                            Map.of("x", kept),
                            Map.of("y", HostTensor.ofInts(ElementType.INT32, Shape.of(2), new int[2]))))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void aClosedTensorCannotBeRead() throws Exception {
        SessionOptions resident = new SessionOptions(ExecutionProvider.CPU, 0, Map.of("y", Tensor.Location.DEVICE));
        Files.write(dir.resolve("m.onnx"), TinyOnnx.twice("n"));
        InferenceSession session = runtime.open(files("m.onnx"), resident);
        Tensor output = run(session, HostTensor.ofFloats(Shape.of(1), new float[] {1}));

        output.close();
        output.close();

        assertThatThrownBy(output::toHost).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedSessionDoesNotRunAndClosesOnce() throws Exception {
        InferenceSession session = open(TinyOnnx.twice("n"));

        session.close();
        session.close();

        assertThatThrownBy(() -> session.run(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingTheRuntimeClosesItsSessions() throws Exception {
        InferenceSession session = open(TinyOnnx.twice("n"));

        runtime.close();

        assertThatThrownBy(() -> session.run(Map.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> open(TinyOnnx.twice("n"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatCannotBeLoadedIsSaidInTheContractsErrors() throws Exception {
        Files.writeString(dir.resolve("broken.onnx"), "no protobuf");

        assertThatThrownBy(() -> runtime.open(files("broken.onnx"), CPU)).isInstanceOf(InferenceFailed.class);
        assertThatThrownBy(() -> runtime.open(files("missing.onnx"), CPU)).isInstanceOf(ModelNotFound.class);
        assertThatThrownBy(() -> runtime.open(files("x.onnx"), SessionOptions.on(ExecutionProvider.WEBGPU)))
                .isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void severalThreadsTakeTurns() throws Exception {
        HostTensor input = HostTensor.ofFloats(Shape.of(1000), new float[1000]);

        try (InferenceSession session = open(TinyOnnx.twice("n"))) {
            long right = Stream.generate(() -> input)
                    .limit(200)
                    .parallel()
                    .map(x -> run(session, x).toHost().floats().length)
                    .filter(length -> length == 1000)
                    .count();

            assertThat(right).isEqualTo(200);
        }
    }

    private static Tensor run(InferenceSession session, Tensor x) {
        return Objects.requireNonNull(session.run(Map.of("x", x)).get("y"));
    }

    private InferenceSession open(byte[] model) throws Exception {
        Path file = Files.createTempFile(dir, "model", ".onnx");
        Files.write(file, model);
        return runtime.open(files(file.getFileName().toString()), CPU);
    }

    private static ModelFiles files(String graph) {
        return new ModelFiles("tiny", graph, List.of());
    }
}
