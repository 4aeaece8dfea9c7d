package dev.nearside.generation;

import dev.nearside.chat.ChatChoice;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.FinishReason;
import dev.nearside.chat.TokenLogprob;
import dev.nearside.tokenizer.IncrementalDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of one answer as its tokens come; what may become a stop text waits. */
final class AnswerText {
    private static final char REPLACEMENT = '\uFFFD';

    private final int choice;
    private final IncrementalDecoder decoder;
    private final StopTexts stops;
    private final ChatListener listener;
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder sent = new StringBuilder();
    private final @Nullable List<TokenLogprob> logprobs;
    private int logprobsSent;

    AnswerText(int choice, IncrementalDecoder decoder, StopTexts stops, ChatListener listener, boolean withLogprobs) {
        this.choice = choice;
        this.decoder = decoder;
        this.stops = stops;
        this.listener = listener;
        this.logprobs = withLogprobs ? new ArrayList<>() : null;
    }

    /** Tells the next token, which may have no text. */
    void announce(int token) {
        listener.onToken(choice, token);
    }

    /**
     * Takes the next token.
     *
     * @return whether a stop text is complete; it and what follows are cut off
     */
    boolean append(int token, @Nullable TokenLogprob logprob) {
        if (logprobs != null && logprob != null) {
            logprobs.add(logprob);
        }
        waiting.append(decoder.append(token));
        int stop = stops.find(waiting);
        if (stop >= 0) {
            waiting.setLength(stop);
            return true;
        }
        send(waiting.length() - stops.heldBack(waiting), null);
        return false;
    }

    /** The model ended the answer, or it may not be longer: what waited comes out. Half a character does not. */
    void complete() {
        String rest = decoder.finish();
        int end = rest.length();
        while (end > 0 && rest.charAt(end - 1) == REPLACEMENT) {
            end--;
        }
        waiting.append(rest, 0, end);
        int stop = stops.find(waiting);
        if (stop >= 0) {
            waiting.setLength(stop);
        }
    }

    /** Adds text that no token stands for. */
    void add(String text) {
        waiting.append(text);
    }

    ChatChoice finish(FinishReason reason) {
        send(waiting.length(), reason);
        return new ChatChoice(sent.toString(), reason, logprobs);
    }

    private void send(int length, @Nullable FinishReason reason) {
        if (length <= 0 && reason == null) {
            return;
        }
        String text = waiting.substring(0, length);
        waiting.delete(0, length);
        sent.append(text);
        listener.onDelta(new ChatDelta(choice, text, newLogprobs(), reason));
    }

    private @Nullable List<TokenLogprob> newLogprobs() {
        if (logprobs == null) {
            return null;
        }
        List<TokenLogprob> fresh = List.copyOf(logprobs.subList(logprobsSent, logprobs.size()));
        logprobsSent = logprobs.size();
        return fresh;
    }
}
