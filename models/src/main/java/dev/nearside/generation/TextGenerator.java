package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.error.ContextLengthExceeded;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generates text with a language model: the prompt in chunks (prefill), then token by token (decode), over a key-value
 * cache that stays in the runtime's memory. What a prompt has in common with the one before is not run again. Session
 * and tokenizer stay the caller's to close. Not thread-safe.
 *
 * <pre>{@code
 * InferenceSession session = runtime.open(manifest.filesFor(CPU), TextGenerator.sessionOptions(CPU, 0, spec));
 * try (TextGenerator generator = new TextGenerator(session, tokenizer, spec, GeneratorSettings.USUAL)) {
 *     ChatResult result = generator.generate(prompt, ChatOptions.of(Sampling.GREEDY, 64), delta -> print(delta.text()));
 *     result.timings().decodeTokensPerSecond()
 * }
 * }</pre>
 */
public final class TextGenerator implements AutoCloseable {
    private final Workbench bench;

    /**
     * Generates with that session, which was made with {@link #sessionOptions}.
     *
     * @throws InvalidInput if the graph has none of the layouts of {@link GenerationSpec}
     */
    public TextGenerator(
            InferenceSession session, Tokenizer tokenizer, GenerationSpec spec, GeneratorSettings settings) {
        this.bench = new Workbench(
                new TokenContext(session, spec, settings),
                tokenizer,
                spec,
                settings,
                new SamplerScratch(spec.vocabularySize()),
                new TokenFilters(tokenizer, spec.vocabularySize(), spec.eos()));
    }

    /**
     * Options of a session whose key-value caches stay in the runtime's memory.
     *
     * @param threads CPU threads within an operator; 0 leaves the choice to the runtime
     */
    public static SessionOptions sessionOptions(ExecutionProvider provider, int threads, GenerationSpec spec) {
        Map<String, Tensor.Location> locations = new LinkedHashMap<>();
        for (int layer = 0; layer < spec.layers(); layer++) {
            locations.put("present." + layer + ".key", Tensor.Location.DEVICE);
            locations.put("present." + layer + ".value", Tensor.Location.DEVICE);
        }
        // The converter writes WebAssembly's graph for the one provider that runs it.
        boolean fused = provider == ExecutionProvider.WASM && spec.layout().equals(GenerationSpec.DECODER);
        return new SessionOptions(provider, threads, locations, fused);
    }

    /** Tokens of prompt and answer together, at most. */
    public int contextLength() {
        return bench.context().limit();
    }

    /**
     * Answers a prompt; blocks until all choices are done.
     *
     * @param prompt token ids, at least one
     * @throws InvalidInput if a token is not of the vocabulary, or the response format is not supported
     * @throws ContextLengthExceeded if the prompt leaves no room for an answer
     * @throws dev.nearside.error.Cancelled if the listener said so; the generator can be used again
     * @throws dev.nearside.error.DeviceLost if the GPU device went away and the recovery gave up
     * @throws dev.nearside.error.InferenceFailed if the runtime failed
     */
    public ChatResult generate(int[] prompt, ChatOptions options, ChatListener listener) {
        return generate(prompt, options, SpokenTokens.NONE, listener);
    }

    /**
     * As {@link #generate(int[], ChatOptions, ChatListener)}, going on with an answer that another generator began to the
     * same prompt and options: its tokens are taken as they are, and told again. With a seed the rest is what it would
     * have been, as far as both compute the same.
     */
    public ChatResult generate(int[] prompt, ChatOptions options, SpokenTokens spoken, ChatListener listener) {
        check(prompt, options);
        for (List<Integer> tokens : spoken.choices()) {
            for (int token : tokens) {
                check("the answer's token", token);
            }
        }
        return new Generation(bench, prompt, options, listener).run(spoken);
    }

    private void check(int[] prompt, ChatOptions options) {
        if (prompt.length == 0) {
            throw new InvalidInput("a prompt has at least one token");
        }
        for (int token : prompt) {
            check("the prompt's token", token);
        }
        for (int token : options.sampling().logitBias().keySet()) {
            check("logit_bias: the token", token);
        }
        if (!(options.format() instanceof ResponseFormat.Text)
                && !options.stop().isEmpty()) {
            throw new InvalidInput("stop: cannot be used with this response_format, which must not be broken off");
        }
        if (prompt.length >= contextLength()) {
            throw new ContextLengthExceeded("this model's context has " + contextLength()
                    + " tokens; the conversation has " + prompt.length + " and leaves no room for an answer");
        }
    }

    private void check(String what, int token) {
        if (token < 0 || token >= bench.spec().vocabularySize()) {
            throw new InvalidInput(what + " " + token + " is not of the model's vocabulary of "
                    + bench.spec().vocabularySize());
        }
    }

    /** Releases the key-value cache. */
    @Override
    public void close() {
        bench.context().close();
    }
}
