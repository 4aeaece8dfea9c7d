package dev.nearside.server.chat;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.SelfTest;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.generation.TextGenerator;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Graphs of models that chat, loaded and tested. */
final class ChatGraphs {
    private static final Logger LOG = LoggerFactory.getLogger(ChatGraphs.class);

    private ChatGraphs() {}

    /** Whether a model chats, and has a graph for this machine. */
    static boolean chats(Manifest manifest) {
        return manifest.generation() != null
                && manifest.chatTemplate() != null
                && manifest.tokenizer() != null
                && manifest.runtime().graphFor(ExecutionProvider.CPU).isPresent();
    }

    /**
     * Loads a model's graph and runs its golden case.
     *
     * @param threads CPU threads within an operator; 0 leaves the choice to ONNX Runtime
     * @throws InvalidInput if the model does not chat
     * @throws InferenceFailed if it computes wrong numbers here
     */
    static InferenceSession open(Manifest manifest, InferenceRuntime runtime, int threads) {
        long start = System.nanoTime();
        GenerationSpec spec = manifest.generation();
        if (spec == null) {
            throw new InvalidInput("the model " + manifest.id() + " does not chat; it does " + manifest.task());
        }
        InferenceSession session = runtime.open(
                manifest.filesFor(ExecutionProvider.CPU),
                TextGenerator.sessionOptions(ExecutionProvider.CPU, threads, spec));
        try {
            SelfTest.Result test = SelfTest.run(manifest.golden(), session);
            if (!test.passed()) {
                throw new InferenceFailed(manifest.id() + " computes wrong numbers here: " + test);
            }
            LOG.info("{} loaded in {} ms; {}", manifest.id(), (System.nanoTime() - start) / 1_000_000, test);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
