package dev.nearside.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an answer.
 *
 * @param choice which answer it belongs to, from 0
 * @param text what comes next: whole characters, and nothing that may yet turn out to be a stop text
 * @param logprobs the log-probabilities of the tokens in it; null if nobody asked for them
 * @param finishReason why the answer ended with this piece; null while it goes on
 */
public record ChatDelta(
        int choice,
        String text,
        @Nullable List<TokenLogprob> logprobs,
        @Nullable FinishReason finishReason) {
    public ChatDelta {
        logprobs = logprobs == null ? null : List.copyOf(logprobs);
    }
}
