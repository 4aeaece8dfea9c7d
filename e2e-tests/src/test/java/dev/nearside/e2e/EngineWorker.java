package dev.nearside.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import java.util.List;

/** A worker that one of a page's engines runs in, to be tampered with. */
final class EngineWorker {
    private final Worker worker;

    private EngineWorker(Worker worker) {
        this.worker = worker;
    }

    /** The page's newest for pictures. */
    static EngineWorker of(Page page) {
        return newest(page, "vision");
    }

    /** The page's newest for text. */
    static EngineWorker ofText(Page page) {
        return newest(page, "text");
    }

    private static EngineWorker newest(Page page, String program) {
        return new EngineWorker(engines(page).stream()
                .filter(worker -> program(worker).equals(program))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("there is no engine for " + program)));
    }

    /** The programs of all engines of the page that run. */
    static List<String> programs(Page page) {
        return engines(page).stream().map(EngineWorker::program).toList();
    }

    private static List<Worker> engines(Page page) {
        return page.workers().stream()
                .filter(worker -> worker.url().contains("/app/engine."))
                .toList();
    }

    private static String program(Worker worker) {
        return ((String) worker.evaluate("() => self.name")).split(" ", -1)[1];
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

    /** What a function gives, a number. */
    long number(String function) {
        return ((Number) worker.evaluate(function)).longValue();
    }

    /** Runs a function that gives nothing. */
    void run(String function) {
        Object answer = worker.evaluate(function);
        if (answer != null) {
            throw new AssertionError("not expected: " + answer);
        }
    }
}
