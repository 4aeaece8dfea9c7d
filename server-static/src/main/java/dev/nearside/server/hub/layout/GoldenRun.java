package dev.nearside.server.hub.layout;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The golden case of a language model: a prompt of forty tokens, longer than a GPU's workgroup of 32, and the last
 * layer's cache after it, which depends on all layers before. Logits of a whole vocabulary would be megabytes.
 */
final class GoldenRun {
    private static final int TOKENS = 40;

    private final GenerationSpec spec;

    GoldenRun(GenerationSpec spec) {
        this.spec = spec;
    }

    /**
     * The inputs.
     *
     * @throws InvalidInput if the graph has one of which nothing is known
     */
    Map<String, HostTensor> inputs(List<ValueInfo> declared) {
        Map<String, HostTensor> inputs = new LinkedHashMap<>();
        for (ValueInfo input : declared) {
            inputs.put(input.name(), input(input));
        }
        return inputs;
    }

    private HostTensor input(ValueInfo input) {
        Shape row = Shape.of(1, TOKENS);
        long[] values = new long[TOKENS];
        if (input.name().startsWith("past_key_values.")) {
            return cache(input.type());
        }
        switch (input.name()) {
            case "input_ids" -> Arrays.setAll(values, i -> (37L * i + 11) % Math.min(1000, spec.vocabularySize()));
            case "attention_mask" -> Arrays.fill(values, 1);
            case "position_ids" -> Arrays.setAll(values, i -> i);
            case "num_logits_to_keep" -> {
                return HostTensor.ofLongs(
                        input.type(), input.dims().isEmpty() ? Shape.of() : Shape.of(1), new long[] {1});
            }
            default -> throw new InvalidInput("the graph has an input that language models here have not: " + input);
        }
        return HostTensor.ofLongs(input.type(), row, values);
    }

    private HostTensor cache(ElementType type) {
        Shape empty = Shape.of(1, spec.keyValueHeads(), 0, spec.headSize());
        return type == ElementType.FLOAT16
                ? HostTensor.ofShorts(type, empty, new short[0])
                : HostTensor.ofFloats(empty, new float[0]);
    }

    /** Runs that session, and keeps the last layer's cache. */
    Map<String, HostTensor> expected(InferenceSession session, Map<String, HostTensor> inputs) {
        int last = spec.layers() - 1;
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        Map<String, Tensor> outputs = session.run(inputs);
        try {
            for (String name : List.of("present." + last + ".key", "present." + last + ".value")) {
                Tensor output = outputs.get(name);
                if (output == null) {
                    throw new InvalidInput("the graph has no output " + name + ", but " + outputs.keySet());
                }
                kept.put(name, output.toHost());
            }
        } finally {
            outputs.values().forEach(Tensor::close);
        }
        return kept;
    }

    /** The largest absolute number in there. */
    static double largest(Map<String, HostTensor> tensors) {
        double largest = 0;
        for (HostTensor tensor : tensors.values()) {
            if (tensor.type() == ElementType.FLOAT32) {
                for (float value : tensor.floats()) {
                    largest = Math.max(largest, Math.abs(value));
                }
            } else {
                for (short value : tensor.shorts()) {
                    largest = Math.max(largest, Math.abs(dev.nearside.tensor.Float16.toFloat(value)));
                }
            }
        }
        return largest;
    }
}
