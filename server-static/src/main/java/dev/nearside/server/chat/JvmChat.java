package dev.nearside.server.chat;

import dev.nearside.chat.ChatBackend;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.error.Cancelled;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.LocalChat;
import dev.nearside.generation.SessionRecovery;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.server.files.HostedModel;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A chat model of this machine, loaded and tested. Thread-safe: requests take turns in the order in which they came, and
 * one that is cancelled while it waits does not run.
 *
 * <pre>{@code
 * try (InferenceRuntime runtime = new OnnxRuntime(library::graph);
 *         JvmChat chat = JvmChat.open(library.find("smollm2-135m-instruct").orElseThrow(), runtime, 0)) {
 *     chat.chat(request, delta -> out.print(delta.text()));
 * }
 * }</pre>
 */
public final class JvmChat implements ChatBackend, AutoCloseable {
    private static final int PREFILL_CHUNK = 256;

    private final LocalChat chat;
    private final InferenceSession session;
    private final ReentrantLock turns = new ReentrantLock(true);

    private JvmChat(LocalChat chat, InferenceSession session) {
        this.chat = chat;
        this.session = session;
    }

    /**
     * Loads a model and runs its golden case.
     *
     * @param threads CPU threads within an operator; 0 leaves the choice to ONNX Runtime
     * @throws dev.nearside.error.InvalidInput if the model does not chat
     * @throws dev.nearside.error.InferenceFailed if it computes wrong numbers here
     */
    public static JvmChat open(HostedModel model, InferenceRuntime runtime, int threads) {
        InferenceSession session = ChatGraphs.open(model.manifest(), runtime, threads);
        try {
            GeneratorSettings settings = new GeneratorSettings(
                    0, PREFILL_CHUNK, System::nanoTime, new SecureRandom()::nextLong, SessionRecovery.NONE);
            return new JvmChat(new LocalChat(model.manifest(), session, model.tokenizer(), settings), session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public String model() {
        return chat.model();
    }

    /** Tokens of conversation and answer together, at most. */
    public int contextLength() {
        return chat.contextLength();
    }

    @Override
    public ChatResult chat(ChatRequest request, ChatListener listener) {
        waitForTurn(listener);
        try {
            return chat.chat(request, listener);
        } finally {
            turns.unlock();
        }
    }

    private void waitForTurn(ChatListener listener) {
        try {
            while (!turns.tryLock(100, TimeUnit.MILLISECONDS)) {
                if (listener.isCancelled()) {
                    throw new Cancelled("the request was cancelled before its turn");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("the request was interrupted before its turn", e);
        }
    }

    /** Releases the model when the answer under way is done. */
    @Override
    public void close() {
        turns.lock();
        try {
            chat.close();
            session.close();
        } finally {
            turns.unlock();
        }
    }
}
