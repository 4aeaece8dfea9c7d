package dev.nearside.server.gguf;

import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A decoder of the llama family in plain loops over the file's own weights, all of them floats: what every written graph
 * is compared with. It follows llama.cpp: the pairs that rotate lie side by side in llama files, and in two halves in
 * Qwen2's.
 */
final class FloatLlama {
    private final Map<String, float[]> weights = new HashMap<>();
    private final int layers;
    private final int hidden;
    private final int heads;
    private final int keyValueHeads;
    private final int headSize;
    private final int feedForward;
    private final float epsilon;
    private final double ropeBase;
    private final double ropeFactor;
    private final boolean halves;
    private final int vocabulary;

    FloatLlama(GgufFile file) throws IOException {
        for (TensorInfo tensor : file.tensors()) {
            ByteBuffer mapped = file.map(tensor, 0, (int) tensor.bytes());
            byte[] bytes = new byte[mapped.remaining()];
            mapped.get(bytes);
            int elements = (int) (tensor.rows() * tensor.columns());
            weights.put(tensor.name(), ReferenceBlocks.decode(tensor.type(), bytes, elements));
        }
        String prefix = file.metadata().text("general.architecture").orElseThrow() + ".";
        halves = prefix.equals("qwen2.");
        layers = size(file, prefix + "block_count");
        hidden = size(file, prefix + "embedding_length");
        heads = size(file, prefix + "attention.head_count");
        keyValueHeads = size(file, prefix + "attention.head_count_kv");
        headSize = hidden / heads;
        feedForward = size(file, prefix + "feed_forward_length");
        epsilon = file.metadata()
                .number(prefix + "attention.layer_norm_rms_epsilon")
                .orElseThrow()
                .floatValue();
        ropeBase = file.metadata().number(prefix + "rope.freq_base").orElse(10_000.0);
        ropeFactor = file.metadata().number(prefix + "rope.scaling.factor").orElse(1.0);
        vocabulary = weight("token_embd.weight").length / hidden;
    }

    private static int size(GgufFile file, String key) {
        return file.metadata().whole(key).orElseThrow().intValue();
    }

    private float[] weight(String name) {
        float[] found = weights.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    int vocabulary() {
        return vocabulary;
    }

    /** The logits after each token, a row for each. */
    float[][] logits(int... ids) {
        int count = ids.length;
        float[][] x = new float[count][];
        float[] table = weight("token_embd.weight");
        for (int t = 0; t < count; t++) {
            x[t] = Arrays.copyOfRange(table, ids[t] * hidden, (ids[t] + 1) * hidden);
        }
        for (int layer = 0; layer < layers; layer++) {
            String prefix = "blk." + layer + ".";
            float[][] h = norm(x, weight(prefix + "attn_norm.weight"));
            float[][] q = rotate(project(h, prefix + "attn_q", heads * headSize), heads);
            float[][] k = rotate(project(h, prefix + "attn_k", keyValueHeads * headSize), keyValueHeads);
            float[][] v = project(h, prefix + "attn_v", keyValueHeads * headSize);
            add(x, project(attend(q, k, v), prefix + "attn_output", hidden));
            h = norm(x, weight(prefix + "ffn_norm.weight"));
            float[][] gate = project(h, prefix + "ffn_gate", feedForward);
            float[][] up = project(h, prefix + "ffn_up", feedForward);
            for (int t = 0; t < count; t++) {
                for (int i = 0; i < feedForward; i++) {
                    gate[t][i] = (float) (gate[t][i] / (1 + Math.exp(-gate[t][i]))) * up[t][i];
                }
            }
            add(x, project(gate, prefix + "ffn_down", hidden));
        }
        float[][] last = norm(x, weight("output_norm.weight"));
        return project(last, weights.containsKey("output.weight") ? "output" : "token_embd", vocabulary);
    }

    /** The most likely tokens, one after the other. */
    int[] greedy(int[] prompt, int more) {
        int[] ids = prompt;
        for (int i = 0; i < more; i++) {
            float[][] logits = logits(ids);
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = argmax(logits[logits.length - 1]);
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }

    static int argmax(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private float[][] norm(float[][] x, float[] gamma) {
        float[][] y = new float[x.length][hidden];
        for (int t = 0; t < x.length; t++) {
            double squares = 0;
            for (float value : x[t]) {
                squares += (double) value * value;
            }
            double inverse = 1 / Math.sqrt(squares / hidden + epsilon);
            for (int i = 0; i < hidden; i++) {
                y[t][i] = (float) (x[t][i] * inverse) * gamma[i];
            }
        }
        return y;
    }

    /** All tokens at once, the innermost loop over them, so that the compiler makes vector instructions of it. */
    private float[][] project(float[][] x, String name, int outputs) {
        float[] matrix = weight(name + ".weight");
        float[] bias = weights.get(name + ".bias");
        int inputs = x[0].length;
        int count = x.length;
        float[] columns = new float[inputs * count];
        for (int t = 0; t < count; t++) {
            for (int i = 0; i < inputs; i++) {
                columns[i * count + t] = x[t][i];
            }
        }
        float[][] y = new float[count][outputs];
        float[] sums = new float[count];
        for (int o = 0; o < outputs; o++) {
            Arrays.fill(sums, bias == null ? 0 : bias[o]);
            for (int i = 0; i < inputs; i++) {
                float weight = matrix[o * inputs + i];
                int at = i * count;
                for (int t = 0; t < count; t++) {
                    sums[t] += weight * columns[at + t];
                }
            }
            for (int t = 0; t < count; t++) {
                y[t][o] = sums[t];
            }
        }
        return y;
    }

    private float[][] rotate(float[][] x, int headCount) {
        float[] factors = weights.get("rope_freqs.weight");
        int half = headSize / 2;
        for (int t = 0; t < x.length; t++) {
            for (int head = 0; head < headCount; head++) {
                for (int i = 0; i < half; i++) {
                    double frequency = Math.pow(ropeBase, -2.0 * i / headSize) / ropeFactor;
                    double angle = t * frequency / (factors == null ? 1 : factors[i]);
                    int a = head * headSize + (halves ? i : 2 * i);
                    int b = halves ? a + half : a + 1;
                    double real = x[t][a] * Math.cos(angle) - x[t][b] * Math.sin(angle);
                    double imaginary = x[t][a] * Math.sin(angle) + x[t][b] * Math.cos(angle);
                    x[t][a] = (float) real;
                    x[t][b] = (float) imaginary;
                }
            }
        }
        return x;
    }

    private float[][] attend(float[][] q, float[][] k, float[][] v) {
        float[][] y = new float[q.length][heads * headSize];
        for (int head = 0; head < heads; head++) {
            int own = head * headSize;
            int shared = head / (heads / keyValueHeads) * headSize;
            for (int t = 0; t < q.length; t++) {
                double[] scores = new double[t + 1];
                double most = Double.NEGATIVE_INFINITY;
                for (int s = 0; s <= t; s++) {
                    for (int i = 0; i < headSize; i++) {
                        scores[s] += q[t][own + i] * k[s][shared + i];
                    }
                    scores[s] /= Math.sqrt(headSize);
                    most = Math.max(most, scores[s]);
                }
                double sum = 0;
                for (int s = 0; s <= t; s++) {
                    scores[s] = Math.exp(scores[s] - most);
                    sum += scores[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int i = 0; i < headSize; i++) {
                        y[t][own + i] += (float) (scores[s] / sum * v[s][shared + i]);
                    }
                }
            }
        }
        return y;
    }

    private static void add(float[][] x, float[][] more) {
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                x[t][i] += more[t][i];
            }
        }
    }
}
