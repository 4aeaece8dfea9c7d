package dev.nearside.routing;

import dev.nearside.chat.ChatMessage;
import java.util.List;

/**
 * How long a request is.
 *
 * @param prompt tokens of the conversation, counted or estimated
 * @param answer tokens of the longest answer that was asked for; 0 if the request sets no limit
 */
public record Size(int prompt, int answer) {
    /** What an answer is taken to cost, where the request sets no limit. */
    private static final int USUAL_ANSWER = 512;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int TOKENS_PER_MESSAGE = 4;

    public Size {
        if (prompt < 0 || answer < 0) {
            throw new IllegalArgumentException("tokens must be 0 or more, not " + prompt + " and " + answer);
        }
    }

    /**
     * An estimate where the model's tokenizer is not at hand: four characters of Latin script make a token, one
     * character of any script further on in Unicode does, and each message has four tokens around it.
     */
    public static Size estimate(List<ChatMessage> messages, int answer) {
        long quarters = 0;
        for (ChatMessage message : messages) {
            String text = message.content();
            for (int i = 0; i < text.length(); i++) {
                quarters += text.charAt(i) < 0x250 ? 1 : CHARACTERS_PER_TOKEN;
            }
            quarters += CHARACTERS_PER_TOKEN * TOKENS_PER_MESSAGE;
        }
        long tokens = (quarters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
        return new Size((int) Math.min(Integer.MAX_VALUE, tokens), answer);
    }

    /** Tokens that a context must have room for: the prompt, and the answer or one token of it. */
    long needed() {
        return (long) prompt + Math.max(1, answer);
    }

    double costAt(Price price) {
        return price.of(prompt, answer == 0 ? USUAL_ANSWER : answer);
    }
}
