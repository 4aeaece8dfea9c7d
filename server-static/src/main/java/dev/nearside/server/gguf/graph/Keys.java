package dev.nearside.server.gguf.graph;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.Metadata;

/** The metadata of one architecture, the keys of which start with its name. */
final class Keys {
    private static final double DEFAULT_BASE = 10_000;

    private final Metadata metadata;
    private final String architecture;

    Keys(Metadata metadata, String architecture) {
        this.metadata = metadata;
        this.architecture = architecture;
    }

    boolean has(String key) {
        return metadata.has(full(key));
    }

    /** A size from 1 to that largest one. */
    int size(String key, int largest) {
        long value = metadata.whole(full(key)).orElseThrow(() -> metadata.missing(full(key)));
        if (value < 1 || value > largest) {
            throw new InvalidInput(full(key) + " is " + value + "; 1 to " + largest + " are allowed");
        }
        return (int) value;
    }

    /** A number above 0. */
    double positive(String key) {
        double value = metadata.number(full(key)).orElseThrow(() -> metadata.missing(full(key)));
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InvalidInput(full(key) + " is " + value + "; it must be above 0");
        }
        return value;
    }

    void requireIfThere(String key, int expected) {
        long value = metadata.whole(full(key)).orElse((long) expected);
        if (value != expected) {
            throw new InvalidInput(full(key) + " is " + value + " in a model with heads of " + expected
                    + " elements; such models cannot be converted");
        }
    }

    /** Refuses what would be another model if it were left out. */
    void refuseWhatChangesTheModel() {
        if (metadata.whole(full("expert_count")).orElse(0L) > 0) {
            throw new InvalidInput("the model is a mixture of experts, which cannot be converted");
        }
        if (metadata.whole("split.count").orElse(1L) > 1) {
            throw new InvalidInput("the model is split over several files; join them with gguf-split --merge first");
        }
        for (String key : new String[] {"attention.scale", "logit_scale", "embedding_scale", "residual_scale"}) {
            if (has(key)) {
                throw new InvalidInput("the model has " + full(key) + ", which cannot be converted");
            }
        }
    }

    Hyperparameters.Rope rope() {
        double base = has("rope.freq_base") ? positive("rope.freq_base") : DEFAULT_BASE;
        String type = metadata.text(full("rope.scaling.type")).orElse(has("rope.scale_linear") ? "linear" : "none");
        return switch (type) {
            case "none" -> new Hyperparameters.Rope(base, 1);
            case "linear" ->
                new Hyperparameters.Rope(
                        base, positive(has("rope.scaling.factor") ? "rope.scaling.factor" : "rope.scale_linear"));
            default ->
                throw new InvalidInput("the model stretches its context by '" + type
                        + "', which cannot be converted; linear scaling and Llama 3's frequency factors can");
        };
    }

    private String full(String key) {
        return architecture + "." + key;
    }
}
