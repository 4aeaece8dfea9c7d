package dev.nearside.server.chat;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import java.util.List;

/**
 * How long an answer may be that nobody limited. A small model that misses the end goes round in circles until its context is
 * full, which takes minutes. What Open WebUI asks on its own account (titles, tags, follow-ups) has no limit either, and
 * wants a line of JSON.
 */
final class AnswerLength {
    private static final String TASK = "### Task:";
    private static final int OF_TASKS = 256;
    private static final int USUAL = 2048;

    private AnswerLength() {}

    /** The request with a limit, if it has none. */
    static ChatRequest limited(ChatRequest request) {
        ChatOptions options = request.options();
        if (options.maxTokens() != null) {
            return request;
        }
        ChatOptions limited = new ChatOptions(
                options.sampling(),
                isTask(request.messages()) ? OF_TASKS : USUAL,
                options.stop(),
                options.choices(),
                options.topLogprobs(),
                options.format(),
                options.dropsOldest(),
                options.cachePrompt());
        return new ChatRequest(request.model(), request.messages(), limited, request.stream(), request.includesUsage());
    }

    private static boolean isTask(List<ChatMessage> messages) {
        return messages.get(messages.size() - 1).content().stripLeading().startsWith(TASK);
    }
}
