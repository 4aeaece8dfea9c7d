package dev.nearside.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorJsonTest {

    @Test
    void everyNumericTypeComesBackFromItsBytes() {
        List<HostTensor> tensors = List.of(
                HostTensor.ofFloats(Shape.of(2), new float[] {1.5f, Float.NEGATIVE_INFINITY}),
                HostTensor.ofDoubles(Shape.of(1), new double[] {Math.PI}),
                HostTensor.ofLongs(ElementType.INT64, Shape.of(1, 2), new long[] {Long.MIN_VALUE, 3}),
                HostTensor.ofInts(ElementType.UINT32, Shape.of(1), new int[] {-1}),
                HostTensor.ofShorts(ElementType.FLOAT16, Shape.of(1), new short[] {0x3c00}),
                HostTensor.ofBytes(ElementType.UINT8, Shape.of(3), new byte[] {1, -1, 0}),
                HostTensor.ofBytes(ElementType.INT4, Shape.of(3), new byte[] {0x21, 0x03}),
                HostTensor.ofFloats(Shape.of(), new float[] {4}));

        for (HostTensor tensor : tensors) {
            HostTensor read = TensorJson.read(JsonCursor.of(TensorJson.write(tensor)));

            assertThat(read).hasToString(tensor.toString());
            assertThat(LittleEndian.encode(read)).isEqualTo(LittleEndian.encode(tensor));
        }
    }

    @Test
    void bytesAreLittleEndian() {
        HostTensor tensor =
                TensorJson.read(Json.read("{\"type\":\"float32\",\"dims\":[1,2],\"base64\":\"AACAPwAAAEA=\"}"));

        assertThat(tensor.floats()).containsExactly(1, 2);
    }

    @Test
    void aSizeThatWouldExhaustTheMemoryIsRefused() {
        String json = "{\"type\":\"float32\",\"dims\":[60000000,60000000],\"base64\":\"\"}";

        assertThatThrownBy(() -> TensorJson.read(Json.read(json))).hasMessageStartingWith("dims: more elements");
    }
}
