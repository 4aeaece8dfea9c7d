package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The layout {@link GenerationSpec#DECODER}. Where the runtime writes in place, the cache is one set of tensors that is
 * input and output at once; elsewhere each run's outputs are the next one's inputs. Rows beyond the length are never
 * read, so forgetting tokens costs nothing.
 */
final class DecoderGraph implements TokenGraph {
    static final String LAST = "seqlens_k";
    private static final String IDS = "input_ids";
    private static final String TOTAL = "total_sequence_length";
    static final String LOGITS = "logits";

    private final InferenceSession session;
    private final boolean inPlace;
    private final KeyValueCache cache;
    private final float[] logits;
    private final HostTensor logitsTensor;
    private final int[] one = new int[1];
    private final int[] last = new int[1];
    private final int[] total = new int[1];
    private final HostTensor oneTensor = HostTensor.ofInts(ElementType.INT32, Shape.of(1, 1), one);
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> into = new LinkedHashMap<>();
    private int length;

    DecoderGraph(InferenceSession session, GenerationSpec spec, int contextLength) {
        this.session = session;
        this.inPlace = session.writesInPlace();
        this.cache = new KeyValueCache(session, spec, contextLength);
        this.logits = new float[spec.vocabularySize()];
        this.logitsTensor = HostTensor.ofFloats(Shape.of(1, logits.length), logits);
        inputs.put(LAST, HostTensor.ofInts(ElementType.INT32, Shape.of(1), last));
        inputs.put(TOTAL, HostTensor.ofInts(ElementType.INT32, Shape.of(1), total));
        into.put(LOGITS, logitsTensor);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void truncate(int newLength) {
        length = newLength;
    }

    @Override
    public int mostAtOnce() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void append(int[] ids, int from, int count) {
        int after = length + count;
        if (!inPlace) {
            inputs.putAll(cache.past());
        } else if (cache.reserve(after, length)) {
            inputs.putAll(cache.past());
            into.putAll(cache.present());
        }
        inputs.put(IDS, tokens(ids, from, count));
        last[0] = after - 1;
        total[0] = after;
        Map<String, Tensor> outputs = session.run(inputs, into);
        if (!inPlace) {
            cache.replace(outputs);
        }
        length = after;
    }

    private HostTensor tokens(int[] ids, int from, int count) {
        if (count == 1) {
            one[0] = ids[from];
            return oneTensor;
        }
        int[] some = new int[count];
        System.arraycopy(ids, from, some, 0, count);
        return HostTensor.ofInts(ElementType.INT32, Shape.of(1, count), some);
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
