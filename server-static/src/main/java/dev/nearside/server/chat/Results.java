package dev.nearside.server.chat;

import dev.nearside.chat.ChatChoice;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.Timings;
import dev.nearside.chat.Usage;
import java.util.ArrayList;
import java.util.List;

/** Answers to several prompts as one. */
final class Results {
    private Results() {}

    /** Their choices one after the other, tokens and times added up; the first token is the first one's. */
    static ChatResult together(List<ChatResult> results) {
        List<ChatChoice> choices = new ArrayList<>();
        Usage usage = new Usage(0, 0, 0);
        Timings times = new Timings(0, 0, 0, 0, results.get(0).timings().firstTokenNanos());
        for (ChatResult result : results) {
            choices.addAll(result.choices());
            usage = add(usage, result.usage());
            times = add(times, result.timings());
        }
        return new ChatResult(choices, usage, times);
    }

    private static Usage add(Usage a, Usage b) {
        return new Usage(
                a.promptTokens() + b.promptTokens(),
                a.cachedTokens() + b.cachedTokens(),
                a.completionTokens() + b.completionTokens());
    }

    private static Timings add(Timings a, Timings b) {
        return new Timings(
                a.prefillTokens() + b.prefillTokens(),
                a.prefillNanos() + b.prefillNanos(),
                a.decodeTokens() + b.decodeTokens(),
                a.decodeNanos() + b.decodeNanos(),
                a.firstTokenNanos());
    }
}
