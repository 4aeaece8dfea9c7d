package dev.nearside.browser.rpc;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.JsErrors;
import dev.nearside.browser.js.JsObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * The page's end. Should the worker fail, or its GPU device be lost, another worker is started and is asked again what
 * the first had not answered: a call is answered or refused, never forgotten. What a call was given stays the page's
 * until the answer is there, so nothing is lost with the worker.
 */
public final class Connection {
    private static final int MOST_FAILURES = 3;

    private final String program;
    private final JSObject options;
    private final ConnectionListener listener;
    private final Map<Double, PendingCall> pending = new LinkedHashMap<>();
    private @Nullable EngineWorker worker;
    private boolean started;
    private boolean closed;
    private int failures;
    private double lastId;

    /**
     * A connection to a worker that starts with the first call.
     *
     * @param program name of the worker's program
     * @param options what the engine is started with; kept, and changed when the GPU must not be used any more
     */
    public Connection(String program, JSObject options, ConnectionListener listener) {
        this.program = program;
        this.options = options;
        this.listener = listener;
    }

    /** Starts the worker before a call needs it, if it does not run. */
    public void open() {
        if (worker == null && !closed) {
            startWorker();
        }
    }

    private void startWorker() {
        started = false;
        worker = EngineWorker.start(
                Host.address("/app/engine.js"), program + " " + Host.backend(), this::message, this::failed);
    }

    /**
     * Asks the engine.
     *
     * @param argument a structured-clone object; it must not be changed until the answer is there
     * @param progress told how far the work is, or null
     * @param signal cancels the call, or null
     */
    public JSPromise<JSObject> call(
            String name, JSObject argument, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        double id = ++lastId;
        return PendingCall.promise((resolve, reject) -> {
            if (closed) {
                reject.settle(JsErrors.newError("EngineClosed", "the engine was closed", "engine_closed"));
                return;
            }
            PendingCall call = new PendingCall(id, name, argument, progress, resolve, reject);
            pending.put(id, call);
            if (signal != null) {
                AbortSignal.onAbort(signal, () -> cancel(call));
            }
            if (worker == null) {
                startWorker();
            } else if (started) {
                send(call);
            }
        });
    }

    private void cancel(PendingCall call) {
        if (pending.remove(call.id()) != null) {
            call.reject(JsErrors.newError("AbortError", "the call was cancelled", "cancelled"));
            String problem = started ? post(Messages.cancel(call.id())) : null;
            if (problem != null) {
                failed(problem);
            }
        }
    }

    private void send(PendingCall call) {
        String problem = post(Messages.call(call.id(), call.name(), call.argument()));
        if (problem != null) {
            pending.remove(call.id());
            call.reject(JsErrors.newError(
                    "InvalidInput", "this cannot be sent to the engine: " + problem, "invalid_input"));
        }
    }

    private @Nullable String post(JSObject message) {
        return worker == null ? "the engine has ended" : worker.post(message);
    }

    private void message(JSObject message) {
        String kind = JsObjects.text(message, "kind");
        double id = JsObjects.number(message, "id", 0);
        if (kind == null) {
            return;
        }
        switch (kind) {
            case "ready" -> begin();
            case "result" -> result(id, JsObjects.get(message, "value"));
            case "error" -> error(id, JsObjects.get(message, "error"));
            case "progress" -> progress(id, JsObjects.get(message, "value"));
            case "event" -> event(JsObjects.text(message, "type"), JsObjects.get(message, "detail"));
            case "crash" -> failed(String.valueOf(JsObjects.text(message, "reason")));
            default -> failed("the engine sent a message of unknown kind '" + kind + "'");
        }
    }

    private void begin() {
        String problem = post(Messages.call(0, "start", options));
        if (problem != null) {
            failed(problem);
        }
    }

    private void result(double id, @Nullable JSObject value) {
        if (id == 0) {
            started = true;
            if (value != null) {
                listener.started(value);
            }
            List.copyOf(pending.values()).forEach(this::send);
            return;
        }
        failures = 0;
        PendingCall call = pending.remove(id);
        if (call != null) {
            call.resolve(value);
        }
    }

    private void error(double id, @Nullable JSObject error) {
        JSObject cause = error == null ? JsObjects.create() : error;
        String message = JsObjects.text(cause, "message");
        String code = JsObjects.text(cause, "code");
        if ("device_lost".equals(code)) {
            withoutGpu(String.valueOf(message));
            return;
        }
        String name = JsObjects.text(cause, "name");
        JSObject refusal = JsErrors.newError(name == null ? "Error" : name, String.valueOf(message), code);
        if (id == 0) {
            giveUp(String.valueOf(message), refusal);
        } else {
            PendingCall call = pending.remove(id);
            if (call != null) {
                call.reject(refusal);
            }
        }
    }

    private void progress(double id, @Nullable JSObject value) {
        PendingCall call = pending.get(id);
        if (call != null && value != null) {
            if (call.goesFurther(value)) {
                // As good as an answer: many files may each fail once without ending it.
                failures = 0;
            }
            call.progress(value);
        }
    }

    private void event(@Nullable String type, @Nullable JSObject detail) {
        if (type == null || detail == null) {
            return;
        }
        if (type.equals("device-lost")) {
            withoutGpu(String.valueOf(JsObjects.text(detail, "reason")));
        } else {
            listener.event(type, detail);
        }
    }

    private void withoutGpu(String reason) {
        JsObjects.set(options, "withoutGpu", reason);
        restart("WebGPU was left because " + reason + ". Going on on WebAssembly; nothing was lost.");
    }

    private void failed(String reason) {
        restart("The engine failed (" + reason + ") and was started again; nothing was lost.");
    }

    private void restart(String reason) {
        if (closed || worker == null) {
            return;
        }
        worker.terminate();
        // What an engine that failed had found out is no reason to spare its successor a test.
        JsObjects.set(options, "remembered", JsObjects.create());
        if (++failures > MOST_FAILURES) {
            String last = "The engine failed " + failures + " times in a row. " + reason;
            giveUp(last, JsErrors.newError("EngineFailed", last, "engine_failed"));
            return;
        }
        listener.restarted(reason);
        startWorker();
    }

    /** Refuses what is open. The next call starts an engine again: what was wrong may have passed. */
    private void giveUp(String reason, JSObject refusal) {
        if (worker != null) {
            worker.terminate();
            worker = null;
        }
        failures = 0;
        listener.gaveUp(reason);
        reject(refusal);
    }

    private void reject(JSObject error) {
        List<PendingCall> calls = new ArrayList<>(pending.values());
        pending.clear();
        calls.forEach(call -> call.reject(error));
    }

    /** Ends the worker; calls that are open are refused. */
    public void close() {
        closed = true;
        if (worker != null) {
            worker.terminate();
            worker = null;
        }
        reject(JsErrors.newError("EngineClosed", "the engine was closed", "engine_closed"));
    }
}
