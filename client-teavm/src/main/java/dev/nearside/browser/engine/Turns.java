package dev.nearside.browser.engine;

import dev.nearside.browser.js.Promises;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Lets one thread at a time do what must not overlap, in the order in which they came. ONNX Runtime Web neither creates
 * two sessions at once nor runs while it creates one; TeaVM's {@code synchronized} loses waiters when a thread
 * suspends inside it.
 */
public final class Turns {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;

    /** Waits for its turn, then does the work. */
    public <T> T take(Supplier<T> work) {
        if (busy) {
            Promises.join(turn(go -> waiting.add(new Waiting(go))));
        }
        busy = true;
        try {
            return work.get();
        } finally {
            Waiting next = waiting.poll();
            if (next == null) {
                busy = false;
            } else {
                next.go().go();
            }
        }
    }

    /** Waits for its turn, then does the work. */
    public void run(Runnable work) {
        Boolean ignored = take(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    @JSBody(
            params = "queue",
            script = "return new Promise(function(resolve) { queue(function() { resolve(null); }); });")
    private static native JSPromise<JSObject> turn(Queue queue);

    /** A thread that waits. In WebAssembly-GC a JavaScript function that went through a collection is no function any more. */
    private record Waiting(Go go) {}

    @JSFunctor
    private interface Queue extends JSObject {
        void add(Go go);
    }

    @JSFunctor
    private interface Go extends JSObject {
        void go();
    }
}
