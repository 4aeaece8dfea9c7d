package dev.nearside.server.chat;

import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.generation.LocalChat;
import java.util.ArrayList;
import java.util.List;

/** A place at a model: a key-value cache, and what it holds. One request at a time. */
final class Seat implements AutoCloseable {
    private final LocalChat chat;
    private List<ChatMessage> conversation = List.of();
    private long lastUsed;

    Seat(LocalChat chat) {
        this.chat = chat;
    }

    ChatResult chat(ChatRequest request, ChatListener listener) {
        conversation = request.messages();
        ChatResult result = chat.chat(request, listener);
        List<ChatMessage> said = new ArrayList<>(request.messages());
        // The cache holds the last of several choices.
        said.add(ChatMessage.assistant(
                result.choices().get(result.choices().size() - 1).content()));
        conversation = List.copyOf(said);
        return result;
    }

    ChatResult complete(Prompt prompt, ChatOptions options, ChatListener listener) {
        conversation = List.of();
        return chat.complete(prompt.encode(chat), options, listener);
    }

    /** How many turns a conversation has in common with the one in the cache, from the beginning. */
    int turnsInCommon(List<ChatMessage> messages) {
        int common = 0;
        while (common < Math.min(messages.size(), conversation.size())
                && messages.get(common).equals(conversation.get(common))) {
            common++;
        }
        return common;
    }

    /** Whether that is the same conversation, so that nothing is lost by going on with it here. */
    boolean knows(List<ChatMessage> messages) {
        int common = turnsInCommon(messages);
        return common > 1 || (common > 0 && common == messages.size());
    }

    long lastUsed() {
        return lastUsed;
    }

    void usedAt(long nanos) {
        lastUsed = nanos;
    }

    @Override
    public void close() {
        chat.close();
    }
}
