package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The layout {@link GenerationSpec#TRANSFORMERS}. The cache grows with each run, and is cut where tokens are forgotten,
 * as graphs of this layout count the ones of the mask.
 */
final class TransformersGraph implements TokenGraph {
    static final String MASK = "attention_mask";
    private static final String IDS = "input_ids";
    private static final String POSITIONS = "position_ids";
    private static final String KEPT_LOGITS = "num_logits_to_keep";
    /** Logits come for each token of a run, which is 200 kB a token for a vocabulary of 50,000. */
    private static final int MOST_AT_ONCE = 64;

    private final InferenceSession session;
    private final KeyValueCache cache;
    private final float[] logits;
    private final HostTensor logitsTensor;
    private int length;

    TransformersGraph(InferenceSession session, GenerationSpec spec, int contextLength) {
        this.session = session;
        this.cache = new KeyValueCache(session, spec, contextLength);
        this.logits = new float[spec.vocabularySize()];
        this.logitsTensor = HostTensor.ofFloats(Shape.of(1, 1, logits.length), logits);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void truncate(int newLength) {
        cache.cut(newLength);
        length = newLength;
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public void append(int[] ids, int from, int count) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (ValueInfo input : session.inputs()) {
            Tensor past = cache.past().get(input.name());
            inputs.put(input.name(), past != null ? past : input(input, Arrays.copyOfRange(ids, from, from + count)));
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>(
                session.run(inputs, count == 1 ? Map.of(DecoderGraph.LOGITS, logitsTensor) : Map.of()));
        Tensor all = outputs.remove(DecoderGraph.LOGITS);
        if (all != null) {
            takeLast(all.toHost());
            all.close();
        }
        cache.replace(outputs);
        length += count;
    }

    private HostTensor input(ValueInfo input, int[] ids) {
        long[] values =
                switch (input.name()) {
                    case IDS -> Arrays.stream(ids).asLongStream().toArray();
                    case MASK -> filled(length + ids.length);
                    case POSITIONS -> positions(ids.length);
                    case KEPT_LOGITS -> new long[] {1};
                    default ->
                        throw new InvalidInput("the model wants '" + input.name() + "', which is not known here");
                };
        Shape shape = input.dims().isEmpty()
                ? Shape.of()
                : input.dims().size() == 1 ? Shape.of(values.length) : Shape.of(1, values.length);
        return HostTensor.ofLongs(ElementType.INT64, shape, values);
    }

    private static long[] filled(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private long[] positions(int count) {
        long[] positions = new long[count];
        for (int i = 0; i < count; i++) {
            positions[i] = (long) length + i;
        }
        return positions;
    }

    private void takeLast(HostTensor all) {
        float[] rows = all.floats();
        if (rows.length < logits.length) {
            throw new InferenceFailed("the model gave logits " + all.shape() + " for a vocabulary of " + logits.length);
        }
        System.arraycopy(rows, rows.length - logits.length, logits, 0, logits.length);
    }

    @Override
    public float[] logits() {
        return logits;
    }

    @Override
    public void close() {
        cache.close();
    }
}
