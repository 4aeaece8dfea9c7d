package dev.nearside.server.chat;

import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.LocalChat;
import dev.nearside.generation.SessionRecovery;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.server.files.HostedModel;
import dev.nearside.tokenizer.Tokenizer;
import java.security.SecureRandom;

/** A model in memory: one session, and seats at it. */
final class LoadedChat implements AutoCloseable {
    /** Tokens of a prompt in one run: what others may have to wait for between two of their tokens. */
    private static final int PREFILL_CHUNK = 128;

    private final InferenceSession session;
    private final Seats seats;

    private LoadedChat(InferenceSession session, Seats seats) {
        this.session = session;
        this.seats = seats;
    }

    /**
     * Loads and tests it.
     *
     * @param size how many answers it gives at once, and how long
     * @param threads CPU threads within an operator; 0 leaves the choice to ONNX Runtime
     */
    static LoadedChat open(HostedModel model, InferenceRuntime runtime, ModelSize size, int threads) {
        Tokenizer tokenizer = model.tokenizer();
        InferenceSession session = new SharedSession(ChatGraphs.open(model.manifest(), runtime, threads));
        GeneratorSettings settings = new GeneratorSettings(
                size.contextLength(),
                PREFILL_CHUNK,
                System::nanoTime,
                new SecureRandom()::nextLong,
                SessionRecovery.NONE);
        return new LoadedChat(
                session,
                new Seats(
                        size.seats(),
                        () -> new Seat(new LocalChat(model.manifest(), session, tokenizer.fork(), settings))));
    }

    Seats seats() {
        return seats;
    }

    /** Releases weights and caches; nobody uses it any more. */
    @Override
    public void close() {
        seats.close();
        session.close();
    }
}
