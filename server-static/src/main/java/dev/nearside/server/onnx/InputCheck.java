package dev.nearside.server.onnx;

import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Compares what a caller passes with what the graph declares, for errors that a person understands. */
final class InputCheck {
    private InputCheck() {}

    /**
     * Checks names, types, ranks and fixed sizes.
     *
     * @throws InvalidInput if one is wrong
     */
    static void require(List<ValueInfo> declared, Map<String, ? extends Tensor> inputs) {
        for (ValueInfo value : declared) {
            Tensor tensor = inputs.get(value.name());
            if (tensor == null) {
                throw new InvalidInput("the input " + value + " is missing");
            }
            if (tensor.type() != value.type() || !fits(tensor, value.dims())) {
                throw new InvalidInput("the input " + value + " cannot be a tensor of "
                        + tensor.type().label() + tensor.shape());
            }
        }
        for (String name : inputs.keySet()) {
            if (declared.stream().noneMatch(value -> value.name().equals(name))) {
                throw new InvalidInput("there is no input '" + name + "'; there are " + declared);
            }
        }
    }

    private static boolean fits(Tensor tensor, List<String> dims) {
        if (tensor.shape().rank() != dims.size()) {
            return false;
        }
        for (int axis = 0; axis < dims.size(); axis++) {
            String declared = dims.get(axis);
            boolean fixed = declared.matches("\\d+");
            if (fixed && !declared.equals(Long.toString(tensor.shape().dim(axis)))) {
                return false;
            }
        }
        return true;
    }
}
