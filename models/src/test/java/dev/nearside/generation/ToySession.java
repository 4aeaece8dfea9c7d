package dev.nearside.generation;

import dev.nearside.error.DeviceLost;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A language model whose key-value cache holds the very tokens, so that a row in a wrong place changes what it says. It
 * follows the contract of grouped-query attention: the present is as long as the longer of past and total.
 */
final class ToySession implements InferenceSession {
    static final int HEADS = 2;
    static final int SIZE = 3;
    static final int LAYERS = 2;

    /** How the cache is kept, and which inputs there are. */
    enum Kind {
        IN_PLACE,
        GROWING,
        TRANSFORMERS
    }

    private final Kind kind;
    private final ToyModel model;
    private final List<ValueInfo> inputs = new ArrayList<>();
    /** Tokens of each run so far. */
    final List<Integer> runs = new ArrayList<>();
    /** By position, where the run began that computed it, and where it ended. */
    final Map<Integer, List<Integer>> computedBy = new HashMap<>();
    /** After so many more runs the device is lost; negative for never. */
    int runsLeft = -1;

    int openTensors;

    ToySession(Kind kind, ToyModel model) {
        this.kind = kind;
        this.model = model;
        if (kind == Kind.TRANSFORMERS) {
            for (String name : List.of("input_ids", "attention_mask", "position_ids")) {
                inputs.add(new ValueInfo(name, ElementType.INT64, List.of("1", "n")));
            }
        } else {
            inputs.add(new ValueInfo("input_ids", ElementType.INT32, List.of("1", "n")));
            inputs.add(new ValueInfo("seqlens_k", ElementType.INT32, List.of("1")));
            inputs.add(new ValueInfo("total_sequence_length", ElementType.INT32, List.of("1")));
        }
        for (String name : pasts()) {
            inputs.add(new ValueInfo(name, ElementType.FLOAT32, List.of("1", "2", "past", "3")));
        }
    }

    private static List<String> pasts() {
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            names.add("past_key_values." + layer + ".key");
            names.add("past_key_values." + layer + ".value");
        }
        return names;
    }

    @Override
    public ExecutionProvider provider() {
        return ExecutionProvider.CPU;
    }

    @Override
    public List<ValueInfo> inputs() {
        return inputs;
    }

    @Override
    public List<ValueInfo> outputs() {
        return List.of();
    }

    @Override
    public boolean writesInPlace() {
        return kind == Kind.IN_PLACE;
    }

    @Override
    public Tensor upload(HostTensor tensor) {
        return new Resident(tensor);
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> given) {
        return run(given, Map.of());
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> given, Map<String, ? extends Tensor> into) {
        if (runsLeft == 0) {
            throw new DeviceLost("the toy device was lost");
        }
        runsLeft--;
        int[] ids = ids(given);
        runs.add(ids.length);
        int total = kind == Kind.TRANSFORMERS
                ? host(given, "attention_mask").longs().length
                : host(given, "total_sequence_length").ints()[0];
        check(given, ids.length, total);
        for (int at = total - ids.length; at < total; at++) {
            computedBy.put(at, List.of(total - ids.length, total));
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        int[] history = new int[total];
        for (String past : pasts()) {
            String present = KeyValueCache.presentName(past);
            HostTensor before = host(given, past);
            HostTensor after = into.get(present) == null ? longer(before, total) : host(into, present);
            write(after, ids, total - ids.length, past.hashCode());
            history = read(after, total, past.hashCode());
            if (into.get(present) == null) {
                outputs.put(present, new Resident(after));
            }
        }
        putLogits(outputs, into.get("logits"), history, ids.length);
        return outputs;
    }

    private static HostTensor host(Map<String, ? extends Tensor> tensors, String name) {
        return Objects.requireNonNull((Tensor) tensors.get(name)).toHost();
    }

    private static int[] ids(Map<String, ? extends Tensor> given) {
        HostTensor host = host(given, "input_ids");
        if (host.type() == ElementType.INT32) {
            return host.ints().clone();
        }
        int[] ids = new int[host.longs().length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) host.longs()[i];
        }
        return ids;
    }

    private void check(Map<String, ? extends Tensor> given, int count, int total) {
        if (kind == Kind.TRANSFORMERS) {
            long[] positions = host(given, "position_ids").longs();
            require(positions.length == count && positions[count - 1] == total - 1, "positions");
        } else {
            require(host(given, "seqlens_k").ints()[0] == total - 1, "seqlens_k");
        }
        require(given.size() == inputs.size(), "inputs " + given.keySet());
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("wrong: " + what);
        }
    }

    private HostTensor longer(HostTensor past, int total) {
        int before = (int) past.shape().dim(2);
        int rows = Math.max(before, total);
        float[] data = new float[HEADS * rows * SIZE];
        for (int head = 0; head < HEADS; head++) {
            System.arraycopy(past.floats(), head * before * SIZE, data, head * rows * SIZE, before * SIZE);
        }
        return HostTensor.ofFloats(Shape.of(1, HEADS, rows, SIZE), data);
    }

    private static void write(HostTensor cache, int[] ids, int at, int salt) {
        int rows = (int) cache.shape().dim(2);
        for (int i = 0; i < HEADS * SIZE * ids.length; i++) {
            int head = i / (SIZE * ids.length);
            int column = i % SIZE;
            int row = i / SIZE % ids.length;
            cache.floats()[(head * rows + at + row) * SIZE + column] = ids[row] + 1000 * head + (salt & 15) * 4000;
        }
    }

    /** The tokens in the cache, after making sure that all heads and columns say the same. */
    private static int[] read(HostTensor cache, int total, int salt) {
        int rows = (int) cache.shape().dim(2);
        int[] history = new int[total];
        for (int row = 0; row < total; row++) {
            history[row] = (int) cache.floats()[row * SIZE] - (salt & 15) * 4000;
            for (int head = 0; head < HEADS; head++) {
                float value = cache.floats()[(head * rows + row) * SIZE + SIZE - 1];
                require((int) value == history[row] + 1000 * head + (salt & 15) * 4000, "row " + row);
            }
        }
        return history;
    }

    private void putLogits(Map<String, Tensor> outputs, @Nullable Tensor into, int[] history, int count) {
        float[] last = new float[ToyTokenizer.SIZE];
        model.logits(history, last);
        int positions = kind == Kind.TRANSFORMERS ? count : 1;
        float[] all = new float[positions * last.length];
        System.arraycopy(last, 0, all, all.length - last.length, last.length);
        Shape shape = kind == Kind.TRANSFORMERS ? Shape.of(1, positions, last.length) : Shape.of(1, last.length);
        HostTensor logits = HostTensor.ofFloats(shape, all);
        if (into == null) {
            outputs.put("logits", logits);
        } else {
            ((HostTensor) into).overwrite(logits);
        }
    }

    @Override
    public void close() {}

    /** A tensor in the toy's own memory, which must be closed once. */
    private final class Resident implements Tensor {
        private final HostTensor host;
        private boolean closed;

        Resident(HostTensor host) {
            this.host = host;
            openTensors++;
        }

        @Override
        public ElementType type() {
            return host.type();
        }

        @Override
        public Shape shape() {
            return host.shape();
        }

        @Override
        public Location location() {
            return Location.DEVICE;
        }

        @Override
        public HostTensor toHost() {
            require(!closed, "a closed tensor is read");
            return host;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openTensors--;
            }
        }
    }
}
