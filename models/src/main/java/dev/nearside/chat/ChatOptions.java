package dev.nearside.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is made.
 *
 * @param sampling how tokens are chosen
 * @param maxTokens the longest answer in tokens, 1 or more; null for as long as the context allows
 * @param stop texts that end the answer and are not part of it; none is empty
 * @param choices how many answers, 1 or more
 * @param topLogprobs how many alternatives are reported with the log-probability of each token; null to report none
 * @param format what form the answer has
 * @param dropsOldest whether the oldest turns are left out of a conversation that is too long, instead of refusing it
 * @param cachePrompt whether all that the cache holds of the prompt is taken from it; else only what a first reading would
 *     compute in the same runs, so that logits are the same bit for bit whatever was asked before
 */
public record ChatOptions(
        Sampling sampling,
        @Nullable Integer maxTokens,
        List<String> stop,
        int choices,
        @Nullable Integer topLogprobs,
        ResponseFormat format,
        boolean dropsOldest,
        boolean cachePrompt) {

    /** OpenAI's defaults. */
    public static final ChatOptions DEFAULT = of(Sampling.DEFAULT, null);

    public ChatOptions {
        if ((maxTokens != null && maxTokens < 1) || choices < 1) {
            throw new IllegalArgumentException(
                    "max tokens and choices must be 1 or more, not " + maxTokens + " and " + choices);
        }
        if (topLogprobs != null && (topLogprobs < 0 || topLogprobs > 20)) {
            throw new IllegalArgumentException("top logprobs must be 0 to 20, not " + topLogprobs);
        }
        if (stop.contains("")) {
            throw new IllegalArgumentException("a stop text must not be empty");
        }
        stop = List.copyOf(stop);
    }

    /** One answer of plain text, sampled so; repeatable if there is a seed. */
    public static ChatOptions of(Sampling sampling, @Nullable Integer maxTokens) {
        return new ChatOptions(
                sampling, maxTokens, List.of(), 1, null, ResponseFormat.TEXT, false, sampling.seed() == null);
    }

    /** The same with other stop texts. */
    public ChatOptions withStop(List<String> otherStop) {
        return new ChatOptions(sampling, maxTokens, otherStop, choices, topLogprobs, format, dropsOldest, cachePrompt);
    }

    /** The same in another format. */
    public ChatOptions with(ResponseFormat otherFormat) {
        return new ChatOptions(sampling, maxTokens, stop, choices, topLogprobs, otherFormat, dropsOldest, cachePrompt);
    }
}
