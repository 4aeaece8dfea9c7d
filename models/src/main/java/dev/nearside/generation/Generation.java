package dev.nearside.generation;

import dev.nearside.chat.ChatChoice;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.FinishReason;
import dev.nearside.chat.Timings;
import dev.nearside.chat.Usage;
import dev.nearside.error.Cancelled;
import dev.nearside.generation.grammar.Positions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request: the prompt is read once, then each choice is answered. */
final class Generation {
    private final Workbench bench;
    private final TokenContext context;
    private final int[] prompt;
    private final ChatOptions options;
    private final ChatListener listener;
    private final StopTexts stops;
    private final @Nullable Logprobs logprobs;
    private final @Nullable Positions form;
    private final int longest;
    private int made;
    private int decoded;
    private long decodeNanos;
    private long firstTokenAt;

    Generation(Workbench bench, int[] prompt, ChatOptions options, ChatListener listener) {
        this.bench = bench;
        this.context = bench.context();
        this.prompt = prompt;
        this.options = options;
        this.listener = listener;
        this.stops = new StopTexts(options.stop());
        this.logprobs = options.topLogprobs() == null ? null : new Logprobs(bench.tokenizer(), options.topLogprobs());
        this.form = TokenFilters.start(options.format());
        int room = context.limit() - prompt.length;
        this.longest = options.maxTokens() == null ? room : Math.min(room, options.maxTokens());
    }

    ChatResult run(SpokenTokens spoken) {
        long start = bench.now();
        int cached = context.keepPrefix(prompt, options.cachePrompt());
        prefill(cached);
        long read = bench.now();
        float[] first =
                options.choices() == 1 ? context.logits() : Arrays.copyOf(context.logits(), context.logits().length);
        Long seed = options.sampling().seed();
        long base = seed != null ? seed : bench.settings().seeds().getAsLong();
        List<ChatChoice> choices = new ArrayList<>();
        for (int choice = 0; choice < options.choices(); choice++) {
            context.truncate(prompt.length);
            choices.add(answer(choice, first, base + choice, spoken.of(choice)));
        }
        Timings timings = new Timings(prompt.length - cached, read - start, decoded, decodeNanos, firstTokenAt - start);
        return new ChatResult(choices, new Usage(prompt.length, cached, made), timings);
    }

    private void prefill(int cached) {
        listener.onPrefill(cached, prompt.length);
        int at = cached;
        while (at < prompt.length) {
            requireWanted();
            int count = Math.min(context.chunk(), prompt.length - at);
            context.append(prompt, at, count);
            at += count;
            listener.onPrefill(at, prompt.length);
        }
    }

    private ChatChoice answer(int choice, float[] first, long seed, List<Integer> spoken) {
        TokenFilter filter = form == null ? null : bench.filters().from(form);
        Sampler sampler = new Sampler(options.sampling(), bench.scratch(), seed, filter);
        sampler.readPrompt(prompt);
        AnswerText text = new AnswerText(choice, bench.tokenizer().decoder(true), stops, listener, logprobs != null);
        FinishReason reason = decode(sampler, text, first, spoken);
        if (filter != null && !filter.isComplete()) {
            text.add(filter.closing());
        }
        return text.finish(reason);
    }

    private FinishReason decode(Sampler sampler, AnswerText text, float[] first, List<Integer> spoken) {
        float[] logits = first;
        long begun = 0;
        for (int count = 1; ; count++) {
            requireWanted();
            boolean known = count <= spoken.size();
            int token = known ? sampler.repeat(spoken.get(count - 1)) : sampler.next(logits);
            text.announce(token);
            made++;
            if (count == 1) {
                begun = bench.now();
                firstTokenAt = made == 1 ? begun : firstTokenAt;
            }
            boolean ended = bench.spec().eos().contains(token);
            boolean stopped = !ended && text.append(token, logprobs == null ? null : logprobs.of(token, logits));
            if (ended || stopped || sampler.isComplete() || count == longest) {
                decodeNanos += bench.now() - begun;
                if (!stopped) {
                    text.complete();
                }
                return ended || stopped || sampler.isComplete() ? FinishReason.STOP : FinishReason.LENGTH;
            }
            if (!known) {
                context.append(token);
                decoded++;
                logits = context.logits();
            } else if (count == spoken.size() || logprobs != null) {
                rerun(spoken, count);
                logits = context.logits();
                begun = bench.now();
            }
        }
    }

    /** Runs the first tokens of an answer that another generator began, but for those that the cache has. */
    private void rerun(List<Integer> spoken, int count) {
        int at = context.length() - prompt.length;
        while (at < count) {
            requireWanted();
            int some = Math.min(context.chunk(), count - at);
            int[] ids =
                    spoken.subList(at, at + some).stream().mapToInt(id -> id).toArray();
            context.append(ids, 0, some);
            at += some;
        }
    }

    private void requireWanted() {
        if (listener.isCancelled()) {
            throw new Cancelled("the answer was cancelled");
        }
    }
}
