package dev.nearside.server.gguf;

import dev.nearside.server.gguf.graph.Hyperparameters;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes into a decoder's graph for a text from its beginning on. */
final class DecoderInputs {
    private DecoderInputs() {}

    static Map<String, HostTensor> of(Hyperparameters shape, int... ids) {
        Map<String, HostTensor> inputs = new LinkedHashMap<>();
        inputs.put("input_ids", HostTensor.ofInts(ElementType.INT32, Shape.of(1, ids.length), ids));
        inputs.put("seqlens_k", one(ids.length - 1));
        inputs.put("total_sequence_length", one(ids.length));
        Shape empty = Shape.of(1, shape.keyValueHeads(), 0, shape.headSize());
        for (int i = 0; i < shape.layers(); i++) {
            inputs.put("past_key_values." + i + ".key", HostTensor.ofFloats(empty, new float[0]));
            inputs.put("past_key_values." + i + ".value", HostTensor.ofFloats(empty, new float[0]));
        }
        return inputs;
    }

    private static HostTensor one(int value) {
        return HostTensor.ofInts(ElementType.INT32, Shape.of(1), new int[] {value});
    }
}
