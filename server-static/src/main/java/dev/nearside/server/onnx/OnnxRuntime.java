package dev.nearside.server.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ONNX Runtime on this machine's CPU. Thread-safe; its sessions run one at a time each.
 *
 * <pre>{@code
 * try (InferenceRuntime runtime = new OnnxRuntime(library::graph);
 *         InferenceSession session = runtime.open(manifest.filesFor(CPU), SessionOptions.on(CPU))) {
 *     SelfTest.run(manifest.golden(), session);  // self-test on cpu passed: …
 * }
 * }</pre>
 */
public final class OnnxRuntime implements InferenceRuntime {
    private final OrtEnvironment environment;
    private final ModelPaths paths;
    private final List<OnnxSession> sessions = new ArrayList<>();
    private boolean closed;

    /**
     * Loads the native library and takes the models from there.
     *
     * @throws ProviderUnavailable if there is no native library for this platform, or loading it would crash this process
     */
    public OnnxRuntime(ModelPaths paths) {
        this.paths = paths;
        this.environment = loadEnvironment();
    }

    private static OrtEnvironment loadEnvironment() {
        CommandLineLimit.require();
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // On Windows it would report to its makers, and nothing leaves this machine.
            environment.setTelemetry(false);
            return environment;
        } catch (LinkageError | OrtException e) {
            throw new ProviderUnavailable(
                    "ONNX Runtime does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<ExecutionProvider> providers() {
        return List.of(ExecutionProvider.CPU);
    }

    @Override
    public InferenceSession open(ModelFiles files, SessionOptions options) {
        if (options.provider() != ExecutionProvider.CPU) {
            throw new ProviderUnavailable(
                    options.provider().label() + " exists in browsers only; on the JVM there is cpu");
        }
        Path graph = paths.graph(files);
        String what = "the model " + files.modelId();
        try (OrtSession.SessionOptions ort = new OrtSession.SessionOptions()) {
            // Threads that spin while they wait take the processor from whatever else runs on this machine, and where
            // much runs, each run waits for them: one of 200 tokens took six times as long.
            ort.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (options.threads() > 0) {
                ort.setIntraOpNumThreads(options.threads());
            }
            return keep(OnnxSession.of(what, environment, environment.createSession(graph.toString(), ort), options));
        } catch (OrtException e) {
            throw OnnxErrors.map(what + " cannot be loaded", e);
        }
    }

    private synchronized OnnxSession keep(OnnxSession session) {
        if (closed) {
            session.close();
            throw new IllegalStateException("the runtime was closed");
        }
        sessions.removeIf(OnnxSession::isClosed);
        sessions.add(session);
        return session;
    }

    @Override
    public synchronized void close() {
        closed = true;
        sessions.forEach(OnnxSession::close);
        sessions.clear();
    }
}
