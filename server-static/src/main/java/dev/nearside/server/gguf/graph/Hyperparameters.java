package dev.nearside.server.gguf.graph;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.Metadata;

/**
 * The shape of a decoder.
 *
 * @param architecture {@code llama} or {@code qwen2}; what is called Mistral, SmolLM and so on is one of them
 * @param layers how many blocks
 * @param hidden width between the blocks
 * @param heads heads of the queries
 * @param keyValueHeads heads of keys and values, which {@code heads} is a multiple of
 * @param headSize width of a head; even
 * @param feedForward width within the feed-forward network
 * @param epsilon what RMS normalisation adds
 * @param rope rotary embedding
 * @param context the longest text that it was trained for, in tokens, and the attention's window if that is shorter
 */
public record Hyperparameters(
        String architecture,
        int layers,
        int hidden,
        int heads,
        int keyValueHeads,
        int headSize,
        int feedForward,
        float epsilon,
        Rope rope,
        int context) {

    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_CONTEXT = 1 << 24;

    /**
     * How positions turn queries and keys.
     *
     * @param base the base of the frequencies
     * @param factor what positions are divided by; 1 unless the context was stretched
     */
    public record Rope(double base, double factor) {}

    /**
     * Reads them.
     *
     * @throws InvalidInput if one is missing or not allowed, or the architecture is another one; the message names it
     */
    public static Hyperparameters read(Metadata metadata) {
        String architecture =
                metadata.text("general.architecture").orElseThrow(() -> metadata.missing("general.architecture"));
        if (!architecture.equals("llama") && !architecture.equals("qwen2")) {
            throw new InvalidInput("the model is of the architecture '" + architecture
                    + "', which cannot be converted; llama (with SmolLM and Mistral) and qwen2 can");
        }
        Keys keys = new Keys(metadata, architecture);
        keys.refuseWhatChangesTheModel();
        int hidden = keys.size("embedding_length", LARGEST);
        int heads = keys.size("attention.head_count", LARGEST);
        int keyValueHeads = keys.has("attention.head_count_kv") ? keys.size("attention.head_count_kv", heads) : heads;
        require(heads % keyValueHeads == 0, heads + " heads cannot share " + keyValueHeads + " heads of keys");
        int headSize = keys.has("attention.key_length") ? keys.size("attention.key_length", LARGEST) : hidden / heads;
        require(headSize % 8 == 0, "heads of " + headSize + " elements; multiples of 8 can be converted");
        keys.requireIfThere("attention.value_length", headSize);
        keys.requireIfThere("rope.dimension_count", headSize);
        int context = keys.size("context_length", LONGEST_CONTEXT);
        if (keys.has("attention.sliding_window")) {
            // Within its window such a model attends to everything, so a text no longer than that is right.
            context = Math.min(context, keys.size("attention.sliding_window", LONGEST_CONTEXT));
        }
        return new Hyperparameters(
                architecture,
                keys.size("block_count", 4096),
                hidden,
                heads,
                keyValueHeads,
                headSize,
                keys.size("feed_forward_length", LARGEST),
                (float) keys.positive("attention.layer_norm_rms_epsilon"),
                keys.rope(),
                context);
    }

    private static void require(boolean right, String problem) {
        if (!right) {
            throw new InvalidInput("the model has " + problem);
        }
    }

    /** Whether the file has the rows of queries and keys in the order of its own kind of rotary embedding. */
    public boolean permuted() {
        return architecture.equals("llama");
    }
}
