package dev.nearside.browser.rpc;

import dev.nearside.browser.js.JsErrors;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.error.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** The worker's end: answers each call on a thread of its own, with a result or an error, never with silence. */
public final class Dispatcher {
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Map<Double, Call> open = new HashMap<>();

    /** Answers one kind of call. May block. */
    @FunctionalInterface
    public interface Handler {
        @Nullable
        JSObject handle(JSObject argument, Call call);
    }

    /** Answers calls of that name with this handler. */
    public void on(String name, Handler handler) {
        if (handlers.put(name, handler) != null) {
            throw new IllegalArgumentException("two handlers of '" + name + "'");
        }
    }

    /** Begins to hear, and tells the page so. */
    public void start() {
        Messages.listen(this::receive);
        Messages.post(Messages.ready());
    }

    /** Tells the page what no call asked for. */
    public void event(String type, JSObject detail) {
        Messages.post(Messages.event(type, detail));
    }

    private void receive(JSObject message) {
        double id = JsObjects.number(message, "id", 0);
        if ("cancel".equals(JsObjects.text(message, "kind"))) {
            Call call = open.get(id);
            if (call != null) {
                call.cancel();
            }
            return;
        }
        Call call = new Call(id);
        open.put(id, call);
        new Thread(() -> answer(message, call)).start();
    }

    private void answer(JSObject message, Call call) {
        try {
            String name = JsObjects.text(message, "name");
            Handler handler = handlers.get(name);
            JSObject argument = JsObjects.get(message, "argument");
            if (handler == null || argument == null) {
                throw new InvalidInput("the engine knows no call '" + name + "'");
            }
            JSObject value = handler.handle(argument, call);
            Messages.post(Messages.result(call.id(), value), call.transferred());
        } catch (RuntimeException e) {
            String text = e.getMessage();
            Messages.post(
                    Messages.error(call.id(), JsErrors.name(e), text == null ? e.toString() : text, JsErrors.code(e)));
        } finally {
            open.remove(call.id());
        }
    }
}
