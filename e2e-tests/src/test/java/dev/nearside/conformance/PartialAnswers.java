package dev.nearside.conformance;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects the pieces of a streamed answer, all of them or, of one that is to be cancelled, the first few. */
final class PartialAnswers implements StreamingChatResponseHandler {
    private final int wanted;
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    private PartialAnswers(int wanted) {
        this.wanted = wanted;
    }

    PartialAnswers() {
        this(Integer.MAX_VALUE);
    }

    static PartialAnswers cancellingAfter(int pieces) {
        return new PartialAnswers(pieces);
    }

    @Override
    public void onPartialResponse(PartialResponse response, PartialResponseContext context) {
        pieces.add(response.text());
        if (pieces.size() >= wanted) {
            context.streamingHandle().cancel();
            boolean first = cancelled.complete(context.streamingHandle().isCancelled());
            assert first || wanted < pieces.size();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        boolean first = whole.complete(response);
        assert first;
    }

    @Override
    public void onError(Throwable problem) {
        boolean first = whole.completeExceptionally(problem);
        assert first;
    }

    List<String> pieces() {
        return List.copyOf(pieces);
    }

    /**
     * The whole answer, once it is there.
     *
     * @throws java.util.concurrent.CompletionException with the client's exception as cause
     */
    ChatResponse await() {
        return whole.join();
    }

    /** Whether it was cancelled, once it was. */
    boolean awaitCancelled() {
        return cancelled.join();
    }
}
