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

    /** A turn on its way: a content may have a system message merged in. */
    private record Part(Role role, RenderedChat content) {}

    RenderedChat render(List<ChatMessage> messages) {
        List<Part> turns = new ArrayList<>();
        for (ChatMessage message : withDefaultSystem(messages)) {
            turns.add(new Part(
                    message.role(),
                    new RenderedChat.Draft().said(content(message)).done()));
        }
        MergedSystem merged = template.mergedSystem();
        if (merged != null) {
            turns = merge(turns, merged);
        }
        if (template.alternates()) {
            requireAlternation(turns);
        }
        RenderedChat.Draft whole = new RenderedChat.Draft().template(template.prefix());
        for (Part part : turns) {
            Turn turn = template.roles().get(part.role());
            if (turn == null) {
                throw new InvalidInput(
                        "messages: this model takes no " + part.role().label() + " messages");
            }
            whole = whole.template(turn.before()).all(part.content()).template(turn.after());
        }
        return whole.template(template.generationPrompt()).done();
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

    /** Moves what the first message says as system into a turn of the user. */
    private static List<Part> merge(List<Part> parts, MergedSystem merged) {
        if (parts.isEmpty() || parts.get(0).role() != Role.SYSTEM) {
            return parts;
        }
        List<Part> turns = new ArrayList<>(parts.subList(1, parts.size()));
        int at = userTurn(turns, merged.intoLast());
        if (at < 0) {
            throw new InvalidInput("messages: this model takes a system message only with one of the user");
        }
        Turn around = merged.around();
        RenderedChat both = new RenderedChat.Draft()
                .template(around.before())
                .all(parts.get(0).content())
                .template(around.after())
                .all(turns.get(at).content())
                .done();
        turns.set(at, new Part(Role.USER, both));
        return turns;
    }

    private static int userTurn(List<Part> turns, boolean last) {
        int found = -1;
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).role() == Role.USER && (last || found < 0)) {
                found = i;
            }
        }
        return found;
    }

    private static void requireAlternation(List<Part> turns) {
        Role before = Role.ASSISTANT;
        for (Part part : turns) {
            if (part.role() == before) {
                throw new InvalidInput(
                        "messages: for this model user and assistant have to take turns, the user first");
            }
            before = part.role() == Role.SYSTEM ? before : part.role();
        }
    }
}
