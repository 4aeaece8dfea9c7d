package dev.nearside.server.gguf.graph;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tensors of a decoder by what they are for. Norms and biases are matrices of one row.
 *
 * @param shape what the metadata says
 * @param tokens a row for each token
 * @param layers the blocks, the first one first
 * @param outputNorm the last norm
 * @param output makes logits; the same object as {@code tokens} where the file has no matrix of its own for it
 * @param ropeFactors what each frequency of the rotary embedding is divided by, one row; empty if by nothing
 */
public record DecoderWeights(
        Hyperparameters shape,
        WeightMatrix tokens,
        List<Layer> layers,
        WeightMatrix outputNorm,
        WeightMatrix output,
        Optional<WeightMatrix> ropeFactors) {

    public DecoderWeights {
        layers = List.copyOf(layers);
    }

    /**
     * A block.
     *
     * @param attention queries, keys and values
     * @param biases of those three, or none
     * @param gateAndUp the two matrices at the feed-forward network's entry
     */
    public record Layer(
            WeightMatrix attentionNorm,
            List<WeightMatrix> attention,
            List<WeightMatrix> biases,
            WeightMatrix attentionOutput,
            WeightMatrix feedForwardNorm,
            List<WeightMatrix> gateAndUp,
            WeightMatrix down) {

        public Layer {
            attention = List.copyOf(attention);
            biases = List.copyOf(biases);
            gateAndUp = List.copyOf(gateAndUp);
        }
    }

    /**
     * Finds the tensors of a model.
     *
     * @throws InvalidInput if one is missing, of another shape than the metadata says, or has no place in such a model
     */
    public static DecoderWeights of(GgufFile file, Hyperparameters shape) throws IOException {
        NamedTensors tensors = new NamedTensors(file);
        WeightMatrix tokens = tensors.table("token_embd.weight", shape.hidden());
        WeightMatrix outputNorm = tensors.vector("output_norm.weight", shape.hidden());
        WeightMatrix output =
                tensors.has("output.weight") ? tensors.matrix("output.weight", tokens.rows(), shape.hidden()) : tokens;
        Optional<WeightMatrix> factors = tensors.has("rope_freqs.weight")
                ? Optional.of(tensors.vector("rope_freqs.weight", shape.headSize() / 2))
                : Optional.empty();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < shape.layers(); i++) {
            layers.add(layer(tensors, shape, "blk." + i + "."));
        }
        tensors.requireAllUsed(shape.architecture());
        return new DecoderWeights(shape, tokens, layers, outputNorm, output, factors);
    }

    private static Layer layer(NamedTensors tensors, Hyperparameters shape, String prefix) throws IOException {
        int queries = shape.heads() * shape.headSize();
        int keys = shape.keyValueHeads() * shape.headSize();
        int hidden = shape.hidden();
        NamedTensors turned = shape.permuted() ? tensors.in(new HeadOrder(shape.headSize())) : tensors;
        List<WeightMatrix> biases = new ArrayList<>();
        // In llama files they would have to be turned as well; none is known to have them.
        if (!shape.permuted() && tensors.has(prefix + "attn_q.bias")) {
            biases.add(tensors.vector(prefix + "attn_q.bias", queries));
            biases.add(tensors.vector(prefix + "attn_k.bias", keys));
            biases.add(tensors.vector(prefix + "attn_v.bias", keys));
        }
        return new Layer(
                tensors.vector(prefix + "attn_norm.weight", hidden),
                List.of(
                        turned.matrix(prefix + "attn_q.weight", queries, hidden),
                        turned.matrix(prefix + "attn_k.weight", keys, hidden),
                        tensors.matrix(prefix + "attn_v.weight", keys, hidden)),
                biases,
                tensors.matrix(prefix + "attn_output.weight", hidden, queries),
                tensors.vector(prefix + "ffn_norm.weight", hidden),
                List.of(
                        tensors.matrix(prefix + "ffn_gate.weight", shape.feedForward(), hidden),
                        tensors.matrix(prefix + "ffn_up.weight", shape.feedForward(), hidden)),
                tensors.matrix(prefix + "ffn_down.weight", hidden, shape.feedForward()));
    }

    /** Tokens in the vocabulary. */
    public int vocabulary() {
        return tokens.rows();
    }

    /** Every matrix that is multiplied by, each once. */
    List<WeightMatrix> matrices() {
        List<WeightMatrix> all = new ArrayList<>();
        all.add(tokens);
        for (Layer layer : layers) {
            all.addAll(layer.attention());
            all.add(layer.attentionOutput());
            all.addAll(layer.gateAndUp());
            all.add(layer.down());
        }
        if (output != tokens) {
            all.add(output);
        }
        return all;
    }
}
