package dev.nearside.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One whole answer.
 *
 * @param content its text
 * @param finishReason why it ended
 * @param logprobs its tokens' log-probabilities; null if nobody asked for them
 */
public record ChatChoice(
        String content, FinishReason finishReason, @Nullable List<TokenLogprob> logprobs) {
    public ChatChoice {
        logprobs = logprobs == null ? null : List.copyOf(logprobs);
    }
}
