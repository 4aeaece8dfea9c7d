package dev.nearside.server.gguf;

import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.Role;
import dev.nearside.chat.Turn;
import dev.nearside.server.gguf.format.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A llama of two layers with random weights and a small tokenizer, the same for every run. It talks nonsense, and runs in
 * milliseconds.
 *
 * <pre>{@code
 * Path folder = TinyLlama.standard().install(models, "tiny-llama");
 * }</pre>
 */
public final class TinyLlama {
    /** Tokens that stand for no text. */
    public static final int END_OF_TEXT = 0;

    public static final int TURN_START = 1;
    public static final int TURN_END = 2;

    static final int LAYERS = 2;
    static final int HIDDEN = 256;
    static final int HEADS = 8;
    static final int KEY_VALUE_HEADS = 4;
    static final int HEAD_SIZE = 32;
    static final int FEED_FORWARD = 512;
    static final int CONTEXT = 512;

    private static final String TEMPLATE = "{% for message in messages %}{% if loop.first and messages[0]['role'] !="
            + " 'system' %}{{ '<|im_start|>system\nYou are a small llama.<|im_end|>\n' }}{% endif %}{{'<|im_start|>' +"
            + " message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if"
            + " add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    private final TensorType type;
    private final boolean tied;
    private final String architecture;
    private final Rope rope;

    /** How its positions are stretched. */
    private enum Rope {
        PLAIN,
        LINEAR,
        FACTORS
    }

    private TinyLlama(TensorType type, boolean tied, String architecture, Rope rope) {
        this.type = type;
        this.tied = tied;
        this.architecture = architecture;
        this.rope = rope;
    }

    /** As SmolLM2's file: Q4_1, and one table in Q8_0 for input and output. */
    public static TinyLlama standard() {
        return new TinyLlama(TensorType.Q4_1, true, "llama", Rope.PLAIN);
    }

    /** With its matrices in that format. */
    public TinyLlama in(TensorType other) {
        return new TinyLlama(other, tied, architecture, rope);
    }

    /** With an output matrix of its own. */
    public TinyLlama untied() {
        return new TinyLlama(type, false, architecture, rope);
    }

    /** As Qwen2: biases, and rotary embedding by halves. */
    public TinyLlama asQwen2() {
        return new TinyLlama(type, tied, "qwen2", rope);
    }

    /** With positions divided by two. */
    public TinyLlama stretched() {
        return new TinyLlama(type, tied, architecture, Rope.LINEAR);
    }

    /** With a factor for each frequency, as Llama 3.1 has them. */
    public TinyLlama factors() {
        return new TinyLlama(type, tied, architecture, Rope.FACTORS);
    }

    /** The file, to be changed or written. */
    public GgufDraft draft() {
        TinyVocabulary vocabulary = TinyVocabulary.standard();
        GgufDraft draft = new GgufDraft()
                .put("general.architecture", architecture)
                .put("general.name", "Tiny llama")
                .put("general.license", "mit")
                .put(architecture + ".block_count", LAYERS)
                .put(architecture + ".context_length", CONTEXT)
                .put(architecture + ".embedding_length", HIDDEN)
                .put(architecture + ".feed_forward_length", FEED_FORWARD)
                .put(architecture + ".attention.head_count", HEADS)
                .put(architecture + ".attention.head_count_kv", KEY_VALUE_HEADS)
                .put(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f)
                .put(architecture + ".rope.freq_base", 10_000f)
                .put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", "smollm")
                .put("tokenizer.ggml.tokens", vocabulary.tokens())
                .put("tokenizer.ggml.token_type", vocabulary.types())
                .put("tokenizer.ggml.merges", vocabulary.merges())
                .put("tokenizer.ggml.bos_token_id", TURN_START)
                .put("tokenizer.ggml.eos_token_id", TURN_END)
                .put("tokenizer.ggml.add_bos_token", false)
                .put("tokenizer.chat_template", TEMPLATE);
        weights(draft, vocabulary.tokens().size());
        return switch (rope) {
            case PLAIN -> draft;
            case LINEAR ->
                draft.put(architecture + ".rope.scaling.type", "linear").put(architecture + ".rope.scaling.factor", 2f);
            case FACTORS -> {
                draft.tensor("rope_freqs.weight", TensorType.F32, factorBytes(), HEAD_SIZE / 2);
                yield draft;
            }
        };
    }

    private static byte[] factorBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_SIZE / 2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < HEAD_SIZE / 2; i++) {
            bytes.putFloat(i < HEAD_SIZE / 4 ? 1 : 8);
        }
        return bytes.array();
    }

    private void weights(GgufDraft draft, int vocabulary) {
        Random random = new Random(7);
        TensorType table = type == TensorType.Q4_1 ? TensorType.Q8_0 : type;
        matrix(draft, "token_embd.weight", table, random, HIDDEN, vocabulary);
        if (!tied) {
            matrix(draft, "output.weight", table, random, HIDDEN, vocabulary);
        }
        vector(draft, "output_norm.weight", random, HIDDEN);
        int keys = KEY_VALUE_HEADS * HEAD_SIZE;
        for (int i = 0; i < LAYERS; i++) {
            String layer = "blk." + i + ".";
            vector(draft, layer + "attn_norm.weight", random, HIDDEN);
            matrix(draft, layer + "attn_q.weight", type, random, HIDDEN, HIDDEN);
            matrix(draft, layer + "attn_k.weight", type, random, HIDDEN, keys);
            matrix(draft, layer + "attn_v.weight", type, random, HIDDEN, keys);
            if (architecture.equals("qwen2")) {
                vector(draft, layer + "attn_q.bias", random, HIDDEN);
                vector(draft, layer + "attn_k.bias", random, keys);
                vector(draft, layer + "attn_v.bias", random, keys);
            }
            matrix(draft, layer + "attn_output.weight", type, random, HIDDEN, HIDDEN);
            vector(draft, layer + "ffn_norm.weight", random, HIDDEN);
            matrix(draft, layer + "ffn_gate.weight", type, random, HIDDEN, FEED_FORWARD);
            matrix(draft, layer + "ffn_up.weight", type, random, HIDDEN, FEED_FORWARD);
            matrix(draft, layer + "ffn_down.weight", type, random, FEED_FORWARD, HIDDEN);
        }
    }

    private static void matrix(GgufDraft draft, String name, TensorType type, Random random, long... dims) {
        draft.tensor(name, type, RandomBlocks.of(type, dims[0] * dims[1], 0.1f, random), dims);
    }

    private static void vector(GgufDraft draft, String name, Random random, int size) {
        matrix(draft, name, TensorType.F32, random, size, 1);
    }

    /** Its chat template, as the Jinja template of the file compiles to. */
    public static ChatTemplate template() {
        Map<Role, Turn> turns = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            turns.put(role, new Turn("<|im_start|>" + role.label() + "\n", "<|im_end|>\n"));
        }
        return new ChatTemplate(
                "",
                "You are a small llama.",
                turns,
                null,
                false,
                false,
                "<|im_start|>assistant\n",
                List.of("<|im_end|>"));
    }

    /** Converts it into {@code models/id}, the folder that comes back. */
    public Path install(Path models, String id) throws IOException {
        Path gguf = Files.createTempFile("tiny-llama", ".gguf");
        try {
            return new GgufConverter()
                    .convert(
                            new GgufSource(draft().write(gguf), id),
                            models.resolve(id),
                            ConversionOptions.with((jinja, bos, eos) -> Optional.of(template())),
                            ConversionProgress.NONE)
                    .folder();
        } finally {
            Files.delete(gguf);
        }
    }
}
