package dev.nearside.chat;

import java.util.List;

/**
 * What a chat came to.
 *
 * @param choices the answers
 * @param usage tokens in and out
 * @param timings how fast it was
 */
public record ChatResult(List<ChatChoice> choices, Usage usage, Timings timings) {
    public ChatResult {
        choices = List.copyOf(choices);
    }
}
