package dev.nearside.chat;

import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/** One conversation on its way through a template. */
final class TemplateRendering {
    private final ChatTemplate template;

    TemplateRendering(ChatTemplate template) {
        this.template = template;
    }

    String render(List<ChatMessage> messages) {
        List<ChatMessage> turns = withDefaultSystem(messages);
        MergedSystem merged = template.mergedSystem();
        if (merged != null) {
            turns = merge(turns, merged);
        }
        if (template.alternates()) {
            requireAlternation(turns);
        }
        StringBuilder text = new StringBuilder(template.prefix());
        for (ChatMessage message : turns) {
            Turn turn = template.roles().get(message.role());
            if (turn == null) {
                throw new InvalidInput(
                        "messages: this model takes no " + message.role().label() + " messages");
            }
            text.append(turn.before()).append(content(message)).append(turn.after());
        }
        return text.append(template.generationPrompt()).toString();
    }

    private String content(ChatMessage message) {
        return template.trims() ? message.content().strip() : message.content();
    }

    private List<ChatMessage> withDefaultSystem(List<ChatMessage> messages) {
        String system = template.defaultSystem();
        if (system == null || (!messages.isEmpty() && messages.get(0).role() == Role.SYSTEM)) {
            return messages;
        }
        List<ChatMessage> all = new ArrayList<>();
        all.add(ChatMessage.system(system));
        all.addAll(messages);
        return all;
    }

    /** Moves what the first messages say as system into a turn of the user. */
    private List<ChatMessage> merge(List<ChatMessage> messages, MergedSystem merged) {
        if (messages.isEmpty() || messages.get(0).role() != Role.SYSTEM) {
            return messages;
        }
        List<ChatMessage> turns = new ArrayList<>(messages.subList(1, messages.size()));
        int at = userTurn(turns, merged.intoLast());
        if (at < 0) {
            throw new InvalidInput("messages: this model takes a system message only with one of the user");
        }
        Turn around = merged.around();
        String system = around.before() + content(messages.get(0)) + around.after();
        turns.set(at, ChatMessage.user(system + content(turns.get(at))));
        return turns;
    }

    private static int userTurn(List<ChatMessage> turns, boolean last) {
        int found = -1;
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).role() == Role.USER && (last || found < 0)) {
                found = i;
            }
        }
        return found;
    }

    private static void requireAlternation(List<ChatMessage> turns) {
        Role before = Role.ASSISTANT;
        for (ChatMessage message : turns) {
            if (message.role() == before) {
                throw new InvalidInput(
                        "messages: for this model user and assistant have to take turns, the user first");
            }
            before = message.role() == Role.SYSTEM ? before : message.role();
        }
    }
}
