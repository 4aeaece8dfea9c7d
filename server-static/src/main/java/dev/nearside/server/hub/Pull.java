package dev.nearside.server.hub;

import dev.nearside.error.Cancelled;
import dev.nearside.error.NearsideException;
import dev.nearside.server.hub.PullState.Failure;
import dev.nearside.server.hub.PullState.Phase;
import dev.nearside.server.hub.transfer.TransferListener;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One model on its way here. Whoever wants it watches the same pull. Thread-safe. */
public final class Pull implements TransferListener {
    private PullState state;
    private boolean cancelled;
    private @Nullable Thread worker;

    Pull(String id) {
        this.state = PullState.before(id);
    }

    /** How far it is. */
    public synchronized PullState state() {
        return state;
    }

    /**
     * Waits until it is another state than that, or for so long.
     *
     * @return the state by then
     */
    public synchronized PullState awaitOther(PullState known, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (state.equals(known)) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                break;
            }
            wait(millis);
        }
        return state;
    }

    /** Waits for its end. */
    public synchronized PullState awaitEnd() throws InterruptedException {
        while (!state.phase().isLast()) {
            wait();
        }
        return state;
    }

    /** Ends the work; what arrived is kept for the next pull. */
    public synchronized void cancel() {
        cancelled = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Does the work on this thread, and keeps how it ended. */
    void run(Runnable work) {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        try {
            checkCancelled();
            work.run();
            end(state().in(Phase.INSTALLED));
        } catch (Cancelled e) {
            end(state().in(Phase.CANCELLED));
        } catch (NearsideException e) {
            end(isCancelled() ? state().in(Phase.CANCELLED) : failed(e.code(), e));
        } catch (RuntimeException e) {
            end(failed("pull_failed", e));
            throw e;
        }
    }

    private PullState failed(String code, RuntimeException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return state().failed(new Failure(code, message));
    }

    private synchronized void end(PullState last) {
        worker = null;
        change(known -> last);
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized void change(UnaryOperator<PullState> step) {
        state = step.apply(state);
        notifyAll();
    }

    void phase(Phase phase) {
        change(known -> known.in(phase));
    }

    void source(String title) {
        change(known -> known.from(title));
    }

    void progress(long done, long total) {
        change(known -> known.of(done, total));
    }

    @Override
    public void total(long bytes) {
        change(known -> known.of(0, bytes));
    }

    @Override
    public void file(String path) {
        change(known -> known.with(path));
    }

    @Override
    public void bytes(long count) {
        change(known -> known.of(known.doneBytes() + count, known.totalBytes()));
    }

    @Override
    public void note(String text) {
        change(known -> known.noting(text));
    }

    @Override
    public synchronized void checkCancelled() {
        if (cancelled) {
            throw new Cancelled("the pull of " + state.id() + " was cancelled");
        }
    }
}
