package dev.nearside.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;

/** The worker that a page's engine runs in, to be tampered with. */
final class EngineWorker {
    private final Worker worker;

    private EngineWorker(Worker worker) {
        this.worker = worker;
    }

    /** The page's newest. */
    static EngineWorker of(Page page) {
        return new EngineWorker(page.workers().stream()
                .filter(worker -> worker.url().contains("/app/engine."))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("there is no engine")));
    }

    /** Has it do that after it was busy for a while, so that what the page asks meanwhile is still open then. */
    void later(String what) {
        run("() => { setTimeout(() => { const end = performance.now() + 700;" + " while (performance.now() < end); "
                + what + " }); }");
    }

    /** The GPU device that the engine is about to request will be {@code self.device}. */
    void keepDevice() {
        run("() => { const request = GPUAdapter.prototype.requestDevice;"
                + " GPUAdapter.prototype.requestDevice = async function (descriptor) {"
                + " self.device = await request.call(this, descriptor); return self.device; }; }");
    }

    private void run(String function) {
        Object answer = worker.evaluate(function);
        if (answer != null) {
            throw new AssertionError("not expected: " + answer);
        }
    }
}
