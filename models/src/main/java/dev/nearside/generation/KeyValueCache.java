package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.error.InferenceFailed;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors [1, heads, rows, size] of keys and values, two a layer, one row a token. */
final class KeyValueCache implements AutoCloseable {
    private static final String PAST = "past_key_values.";
    private static final String PRESENT = "present.";
    private static final int FIRST_ROWS = 256;

    private final InferenceSession session;
    private final GenerationSpec spec;
    private final int mostRows;
    /** By the name of the input. */
    private final Map<String, Tensor> past = new LinkedHashMap<>();
    /** The same tensors by the name of the output. */
    private final Map<String, Tensor> present = new LinkedHashMap<>();

    private int rows;

    KeyValueCache(InferenceSession session, GenerationSpec spec, int mostRows) {
        this.session = session;
        this.spec = spec;
        this.mostRows = mostRows;
        for (ValueInfo input : session.inputs()) {
            if (input.name().startsWith(PAST)) {
                keep(input.name(), zeros(input.type(), 0));
            }
        }
    }

    static String presentName(String pastName) {
        return PRESENT + pastName.substring(PAST.length());
    }

    /** The tensors by the names of the inputs; the map is the cache's own. */
    Map<String, Tensor> past() {
        return past;
    }

    /** The tensors by the names of the outputs; the map is the cache's own. */
    Map<String, Tensor> present() {
        return present;
    }

    /**
     * Makes room for so many rows in tensors that the runtime writes in place; {@code valid} rows are kept.
     *
     * @return whether the tensors are others now
     */
    boolean reserve(int wanted, int valid) {
        if (wanted <= rows) {
            return false;
        }
        resize(Math.min(mostRows, Math.max(wanted, Math.max(FIRST_ROWS, 2 * rows))), valid);
        return true;
    }

    /** Cuts the tensors down to so many rows. */
    void cut(int wanted) {
        if (wanted < rows) {
            resize(wanted, wanted);
        }
    }

    /** Takes over the tensors that a run gave instead of writing in place. */
    void replace(Map<String, Tensor> outputs) {
        for (String name : past.keySet()) {
            Tensor next = outputs.get(presentName(name));
            if (next == null) {
                throw new InferenceFailed("the model gave no " + presentName(name) + ", only " + outputs.keySet());
            }
            past.get(name).close();
            keep(name, next);
        }
    }

    private void keep(String name, Tensor tensor) {
        past.put(name, tensor);
        present.put(presentName(name), tensor);
        rows = Math.toIntExact(tensor.shape().dim(2));
    }

    private void resize(int newRows, int valid) {
        for (Map.Entry<String, Tensor> entry : past.entrySet()) {
            Tensor old = entry.getValue();
            HostTensor wider = zeros(old.type(), newRows);
            if (valid > 0) {
                copyRows(old.toHost(), wider, valid);
            }
            keep(entry.getKey(), session.upload(wider));
            old.close();
        }
    }

    private void copyRows(HostTensor from, HostTensor to, int valid) {
        int fromHead = Math.toIntExact(from.shape().dim(2)) * spec.headSize();
        int toHead = Math.toIntExact(to.shape().dim(2)) * spec.headSize();
        boolean half = from.type() == ElementType.FLOAT16;
        for (int head = 0; head < spec.keyValueHeads(); head++) {
            // Two calls: TeaVM 0.15 compiles a choice between arrays of two types to WebAssembly that is not valid.
            if (half) {
                System.arraycopy(from.shorts(), head * fromHead, to.shorts(), head * toHead, valid * spec.headSize());
            } else {
                System.arraycopy(from.floats(), head * fromHead, to.floats(), head * toHead, valid * spec.headSize());
            }
        }
    }

    private HostTensor zeros(ElementType type, int count) {
        Shape shape = Shape.of(1, spec.keyValueHeads(), count, spec.headSize());
        int elements = Math.toIntExact(shape.elementCount());
        return type == ElementType.FLOAT16
                ? HostTensor.ofShorts(type, shape, new short[elements])
                : HostTensor.ofFloats(shape, new float[elements]);
    }

    @Override
    public void close() {
        past.values().forEach(Tensor::close);
    }
}
