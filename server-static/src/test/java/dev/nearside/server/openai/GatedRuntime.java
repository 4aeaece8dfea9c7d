package dev.nearside.server.openai;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.onnx.DelegatingSession;
import dev.nearside.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A runtime whose runs wait at a gate, so that a test decides when the server is busy. */
final class GatedRuntime implements InferenceRuntime {
    private final InferenceRuntime runtime;
    private final Semaphore gate;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger rows = new AtomicInteger();

    /** Runs of that runtime; each takes a permit. */
    GatedRuntime(InferenceRuntime runtime, Semaphore gate) {
        this.runtime = runtime;
        this.gate = gate;
    }

    /** Runs that came to the gate. */
    int arrived() {
        return arrived.get();
    }

    /** Rows of all batches so far. */
    int rows() {
        return rows.get();
    }

    @Override
    public List<ExecutionProvider> providers() {
        return runtime.providers();
    }

    @Override
    public InferenceSession open(ModelFiles files, SessionOptions options) {
        return new DelegatingSession(runtime.open(files, options)) {
            @Override
            protected void beforeRun(Map<String, ? extends Tensor> inputs) {
                int number = arrived.incrementAndGet();
                rows.addAndGet((int) inputs.values().iterator().next().shape().dim(0));
                // The first one is the model's self-test.
                if (number > 1) {
                    gate.acquireUninterruptibly();
                }
            }
        };
    }

    @Override
    public void close() {
        runtime.close();
    }
}
