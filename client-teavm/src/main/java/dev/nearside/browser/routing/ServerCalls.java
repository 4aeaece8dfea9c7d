package dev.nearside.browser.routing;

import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.js.Response;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.ServerUnreachable;
import dev.nearside.json.Json;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** Has the server answer a chat: {@code POST /v1/chat/completions} of this origin. */
final class ServerCalls {

    /**
     * Answers.
     *
     * @param argument {@code request}, as {@link RouteCalls#decide} took it; {@code backend} and {@code model} that it
     *     chose; {@code private}; {@code deadline}, milliseconds since 1970 by when the answer must have begun;
     *     {@code delivered}, chunks that the page has already; {@code why}, for the ledger
     * @return {@code json}, the answer or the chunk that ends a stream, and {@code nearside}, where it came from; the
     *     progress gets {@code {sent}}, in bytes, before anything is, and {@code {chunk}} for each piece
     */
    JSObject chat(JSObject argument, Call call) {
        if (JsObjects.number(argument, "delivered", 0) > 0) {
            throw new InferenceFailed("the answer broke off, as the tab’s own part in it failed");
        }
        ChatQuestion question = ChatQuestion.read(String.valueOf(JsObjects.text(argument, "request")), false);
        String backend = String.valueOf(JsObjects.text(argument, "backend"));
        String asked =
                (backend.equals(ServerRouting.REMOTE) ? "jvm" : backend) + "/" + JsObjects.text(argument, "model");
        String body = Json.write(question.bodyFor(asked));
        JSObject headers = JsObjects.create();
        for (ChatQuestion.Header header : question.headers(JsObjects.flag(argument, "private"))) {
            JsObjects.set(headers, header.name(), header.value());
        }
        AbortController controller = AbortController.create();
        AbortSignal.onAbort(call.signal(), controller::abort);
        Deadline deadline = new Deadline(JsObjects.number(argument, "deadline", 0) - JsObjects.wallClock(), controller);
        try {
            JSObject sent = JsObjects.create();
            JsObjects.set(sent, "body", body);
            JsObjects.set(sent, "headers", headers);
            JsObjects.set(sent, "why", String.valueOf(JsObjects.text(argument, "why")));
            call.progress(counted(body));
            double start = JsObjects.now();
            Response response = Promises.awaitValue(post(sent, controller.getSignal()));
            ServerAnswer answer = new ServerAnswer(call, start, deadline::met);
            String json = question.streams() && response.getStatus() < 400 ? answer.stream(response) : whole(response);
            JSObject told = JsObjects.create();
            JsObjects.set(told, "json", json);
            JsObjects.set(told, "nearside", answer.describe(response));
            return told;
        } catch (JsFailure e) {
            throw failure(e, call, deadline);
        } finally {
            deadline.met();
            // A server whose client is gone stops; after the end there is nothing to stop.
            controller.abort();
        }
    }

    private static RuntimeException failure(JsFailure e, Call call, Deadline deadline) {
        if (call.signal().isAborted()) {
            return new Cancelled("the call was cancelled");
        }
        if (deadline.isOver()) {
            return ServerRefused.of(504, "the server did not begin to answer in time");
        }
        return new ServerUnreachable("the server does not answer, or broke off (" + e.getMessage() + ")", e);
    }

    private static String whole(Response response) {
        String text = Promises.awaitValue(textOf(response)).stringValue();
        if (response.getStatus() >= 400) {
            throw ServerRefused.of(response.getStatus(), text);
        }
        return text;
    }

    /** Ends an answer that does not begin in time. */
    private static final class Deadline {
        private final double timer;
        private boolean over;

        Deadline(double millis, AbortController controller) {
            timer = later(Math.max(0, millis), () -> {
                over = true;
                controller.abort();
            });
        }

        boolean isOver() {
            return over;
        }

        void met() {
            clear(timer);
        }
    }

    /** So many bytes are about to leave the tab. */
    @JSBody(params = "body", script = "return {sent: new TextEncoder().encode(body).length};")
    private static native JSObject counted(String body);

    /** The ledger reads {@code why}. */
    @JSBody(
            params = {"sent", "signal"},
            script =
                    "return fetch('/v1/chat/completions', {method: 'POST', credentials: 'same-origin', cache: 'no-store',"
                            + "  headers: Object.assign({'Content-Type': 'application/json'}, sent.headers),"
                            + "  body: sent.body, signal: signal, why: sent.why});")
    private static native JSPromise<Response> post(JSObject sent, AbortSignal signal);

    @JSBody(params = "response", script = "return response.text();")
    private static native JSPromise<JSString> textOf(Response response);

    @JSBody(
            params = {"millis", "then"},
            script = "return setTimeout(function() { then(); }, Math.min(millis, 0x7fffffff));")
    private static native double later(double millis, Then then);

    @JSBody(params = "timer", script = "clearTimeout(timer);")
    private static native void clear(double timer);

    @JSFunctor
    private interface Then extends JSObject {
        void then();
    }
}
