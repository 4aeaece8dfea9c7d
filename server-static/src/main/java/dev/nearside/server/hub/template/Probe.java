package dev.nearside.server.hub.template;

import dev.nearside.chat.ChatMessage;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders conversations of marks, and gives the texts that the template puts between them. */
final class Probe {
    /** Letters and digits only, so that no escaping touches them. */
    static final ChatMessage SYSTEM = ChatMessage.system("Xq0SystemX");

    static final ChatMessage USER = ChatMessage.user("Xq1UserX");
    static final ChatMessage ANSWER = ChatMessage.assistant("Xq2AnswerX");
    static final ChatMessage NEXT = ChatMessage.user("Xq3NextX");

    private final JinjaTemplate template;

    Probe(JinjaTemplate template) {
        this.template = template;
    }

    /**
     * The pieces around these messages, one more than there are messages, the prompt for the answer in the last one.
     *
     * @throws InvalidInput if the template fails, or gives a content not just once
     */
    List<String> asked(ChatMessage... messages) {
        return pieces(template.render(List.of(messages), true), List.of(messages));
    }

    /** As {@link #asked}, without the prompt for the answer. */
    List<String> told(ChatMessage... messages) {
        return pieces(template.render(List.of(messages), false), List.of(messages));
    }

    /** As {@link #asked}; empty if the template refuses these messages. */
    Optional<String> text(ChatMessage... messages) {
        try {
            return Optional.of(template.render(List.of(messages), true));
        } catch (InvalidInput e) {
            return Optional.empty();
        }
    }

    /** Cuts the text at these messages, which have to stand there in that order. */
    static List<String> pieces(String text, List<ChatMessage> messages) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (ChatMessage message : messages) {
            int at = text.indexOf(message.content(), start);
            boolean twice = text.indexOf(message.content()) != text.lastIndexOf(message.content());
            if (at < 0 || twice) {
                throw new InvalidInput("it gives the content of a "
                        + message.role().label() + " message " + (twice ? "twice" : "not at all or elsewhere"));
            }
            pieces.add(text.substring(start, at));
            start = at + message.content().length();
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}
