package dev.nearside.server.chat;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import java.util.List;

/**
 * What Open WebUI asks on its own account: titles, tags, follow-ups. It sends no limit with them and wants a line of JSON, and a
 * small model that misses the end would write until its context is full.
 */
final class Housekeeping {
    private static final String PREFIX = "### Task:";
    private static final int LONGEST = 256;

    private Housekeeping() {}

    /** The request with a limit, if it is such a task and has none. */
    static ChatRequest limited(ChatRequest request) {
        ChatOptions options = request.options();
        if (options.maxTokens() != null || !isTask(request.messages())) {
            return request;
        }
        ChatOptions limited = new ChatOptions(
                options.sampling(),
                LONGEST,
                options.stop(),
                options.choices(),
                options.topLogprobs(),
                options.format(),
                options.dropsOldest());
        return new ChatRequest(request.model(), request.messages(), limited, request.stream(), request.includesUsage());
    }

    private static boolean isTask(List<ChatMessage> messages) {
        return messages.get(messages.size() - 1).content().stripLeading().startsWith(PREFIX);
    }
}
