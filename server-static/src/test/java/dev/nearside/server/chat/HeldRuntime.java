package dev.nearside.server.chat;

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

/** A runtime that counts, and whose loads and runs wait at gates when a test wants them to. */
public final class HeldRuntime implements InferenceRuntime {
    private static final int ALL = 1_000_000;

    private final InferenceRuntime runtime;
    private final Semaphore loads = new Semaphore(ALL);
    private final Semaphore runs = new Semaphore(ALL);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger began = new AtomicInteger();

    public HeldRuntime(InferenceRuntime runtime) {
        this.runtime = runtime;
    }

    /** From now on nothing is loaded. */
    public void holdLoads() {
        loads.drainPermits();
    }

    /** From now on nothing runs but what is let through. */
    public void holdRuns() {
        runs.drainPermits();
    }

    /** Lets so many runs through. */
    public void letRun(int count) {
        runs.release(count);
    }

    /** Opens both gates. */
    public void letAll() {
        loads.release(ALL);
        runs.release(ALL);
    }

    /** Models that were begun to be loaded. */
    public int opened() {
        return opened.get();
    }

    /** Models that were released. */
    public int closed() {
        return closed.get();
    }

    /** Runs that came to the gate, tests of models included. */
    public int runs() {
        return began.get();
    }

    /** Whether somebody stands before the gate of runs. */
    public boolean isWaitedFor() {
        return runs.hasQueuedThreads();
    }

    @Override
    public List<ExecutionProvider> providers() {
        return runtime.providers();
    }

    @Override
    public InferenceSession open(ModelFiles files, SessionOptions options) {
        opened.incrementAndGet();
        loads.acquireUninterruptibly();
        return new Held(runtime.open(files, options));
    }

    @Override
    public void close() {
        runtime.close();
    }

    private final class Held extends DelegatingSession {
        Held(InferenceSession session) {
            super(session);
        }

        @Override
        protected void beforeRun(Map<String, ? extends Tensor> inputs) {
            began.incrementAndGet();
            runs.acquireUninterruptibly();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            super.close();
        }
    }
}
