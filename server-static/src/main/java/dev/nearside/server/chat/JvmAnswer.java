package dev.nearside.server.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatResult;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Sends an answer on as it is made, on the thread that makes it. */
final class JvmAnswer implements ChatListener {
    private final Envelope envelope;
    private final Wanted wanted;
    private final ChatSink sink;
    private final BooleanSupplier stopping;
    private final Runnable firstToken;
    private final Set<Integer> opened = new HashSet<>();
    private int choicesBefore;

    /**
     * How the answer is wanted.
     *
     * @param stream in pieces
     * @param usage with the usage at the end of a stream
     */
    record Wanted(boolean stream, boolean usage) {}

    /**
     * An answer of which nothing was sent.
     *
     * @param stopping whether the server wants no more answers to be made
     * @param firstToken told once, when the first token is there
     */
    JvmAnswer(Envelope envelope, Wanted wanted, ChatSink sink, BooleanSupplier stopping, Runnable firstToken) {
        this.envelope = envelope;
        this.wanted = wanted;
        this.sink = sink;
        this.stopping = stopping;
        this.firstToken = firstToken;
    }

    /** What comes next answers another prompt of the same request; its choices count on. */
    void nextPrompt(int choices) {
        choicesBefore += choices;
    }

    @Override
    public void onPrefill(int done, int total) {
        sink.heartbeat();
    }

    @Override
    public void onToken(int choice, int token) {
        if (opened.add(choicesBefore + choice)) {
            if (opened.size() == 1) {
                firstToken.run();
            }
            if (wanted.stream()) {
                envelope.opening(choicesBefore + choice).ifPresent(this::send);
            }
        }
    }

    @Override
    public void onDelta(ChatDelta delta) {
        if (!wanted.stream()) {
            return;
        }
        int choice = choicesBefore + delta.choice();
        boolean says = !delta.text().isEmpty()
                || (delta.logprobs() != null && !delta.logprobs().isEmpty());
        if (says || delta.finishReason() == null) {
            send(envelope.piece(new ChatDelta(choice, delta.text(), delta.logprobs(), null)));
        }
        if (delta.finishReason() != null) {
            // OpenAI's last chunk says nothing but why the answer ended, and some clients read its delta for nothing
            // else.
            send(envelope.piece(new ChatDelta(choice, "", null, delta.finishReason())));
        }
    }

    private void send(ObjectNode chunk) {
        if (wanted.usage()) {
            chunk.putNull("usage");
        }
        sink.chunk(chunk);
    }

    /** All choices are done. */
    void finish(ChatResult result) {
        if (!wanted.stream()) {
            sink.completion(envelope.whole(result));
        } else if (wanted.usage()) {
            sink.chunk(envelope.closing(result));
        }
    }

    @Override
    public boolean isCancelled() {
        return stopping.getAsBoolean() || sink.isCancelled();
    }
}
