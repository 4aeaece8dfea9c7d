package dev.nearside.server.onnx;

import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what a caller passes with what the graph declares, for errors that a person understands. Made once, as it is
 * asked for every token that a language model writes.
 */
final class InputCheck {
    private static final long FREE = -1;

    private final List<ValueInfo> declared;
    private final List<long[]> sizes = new ArrayList<>();

    InputCheck(List<ValueInfo> declared) {
        this.declared = declared;
        for (ValueInfo value : declared) {
            sizes.add(value.dims().stream()
                    .mapToLong(dim -> dim.matches("\\d+") ? Long.parseLong(dim) : FREE)
                    .toArray());
        }
    }

    /**
     * Checks names, types, ranks and fixed sizes.
     *
     * @throws InvalidInput if one is wrong
     */
    void require(Map<String, ? extends Tensor> inputs) {
        for (int i = 0; i < declared.size(); i++) {
            ValueInfo value = declared.get(i);
            Tensor tensor = inputs.get(value.name());
            if (tensor == null) {
                throw new InvalidInput("the input " + value + " is missing");
            }
            if (tensor.type() != value.type() || !fits(tensor, sizes.get(i))) {
                throw new InvalidInput("the input " + value + " cannot be a tensor of "
                        + tensor.type().label() + tensor.shape());
            }
        }
        if (inputs.size() > declared.size()) {
            for (String name : inputs.keySet()) {
                requireKnown(name);
            }
        }
    }

    private void requireKnown(String name) {
        if (declared.stream().noneMatch(value -> value.name().equals(name))) {
            throw new InvalidInput("there is no input '" + name + "'; there are " + declared);
        }
    }

    private static boolean fits(Tensor tensor, long[] sizes) {
        if (tensor.shape().rank() != sizes.length) {
            return false;
        }
        for (int axis = 0; axis < sizes.length; axis++) {
            if (sizes[axis] != FREE && sizes[axis] != tensor.shape().dim(axis)) {
                return false;
            }
        }
        return true;
    }
}
