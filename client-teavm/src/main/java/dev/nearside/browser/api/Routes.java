package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.PendingCall;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Where chats are answered: {@code near.route}. The router itself lives in a worker of its own; here is what it is told of
 * this tab, and which conversations were private.
 */
public final class Routes {
    private final Connection router;
    private final TabTargets tab;
    private final Engines engines;
    private final TabExamples examples;
    private final ServerKey key = new ServerKey();
    private final Set<String> privateConversations = new HashSet<>();

    Routes(Engines engines, TabTargets tab) {
        this.engines = engines;
        this.tab = tab;
        examples = new TabExamples(engines);
        router = engines.of(EngineKind.ROUTING);
    }

    /**
     * The routing decision for a question; nothing is run.
     *
     * @param question {@code {rules, state, request}}; without {@code state} that of this tab and its server, and without
     *     {@code rules} then the server's
     * @return the decision as {@code POST /v1/route/explain} has it, and {@code wantsKey} where the server tells of itself only
     *     to whoever has its key, and the person, asked by the browser, told none
     */
    public JSPromise<JSObject> explain(JSObject question) {
        return Promises.start(() -> {
            JSObject argument = JsObjects.create();
            JsObjects.set(argument, "question", JsObjects.stringify(question));
            if (JsObjects.get(question, "state") == null) {
                JsObjects.set(argument, "own", OwnRules.load());
                tab.describe(argument, engines.provider());
            }
            // Whoever looks who there is may be asked again for a key that they did not want to tell before.
            JSObject answer = ask("route.explain", argument, null, true);
            JSObject decision = JsObjects.parse(String.valueOf(JsObjects.text(answer, "json")));
            if (JsObjects.flag(answer, "wantsKey")) {
                JsObjects.set(decision, "wantsKey", true);
            }
            return decision;
        });
    }

    /**
     * Where a request would be answered; nothing is run. As {@code near.chat.completions.create} takes it.
     *
     * @return {@code {backend, model, place, contextLength, reason, text, private, privacy, refusal, decision}}; {@code text}
     *     is for people, {@code refusal} a code or missing, {@code decision} as {@link #explain} has it, as JSON
     */
    public JSPromise<JSObject> decide(JSObject request, @Nullable AbortSignal signal) {
        return Promises.start(() -> decision(Chat.argument(request, false), signal));
    }

    /** The person's own rules, JSON of an array: they change who is asked first, after the server's rules. */
    String ownRules() {
        return OwnRules.load();
    }

    /** Keeps such rules in this browser. */
    void setOwnRules(JSObject rules) {
        OwnRules.store(JsObjects.stringify(rules));
    }

    /** The route of a chat's argument; its conversation is private from now on if it says so. Blocks. */
    JSObject decision(JSObject argument, @Nullable AbortSignal signal) {
        // It starts while the catalog comes.
        router.open();
        JSObject question = JsObjects.create();
        String conversation = String.valueOf(JsObjects.text(argument, "conversation"));
        String provider = JsObjects.text(argument, "provider");
        tab.describe(question, provider == null ? engines.provider() : provider);
        JsObjects.set(question, "request", JsObjects.text(argument, "request"));
        JsObjects.set(question, "own", OwnRules.load());
        JsObjects.set(question, "wasPrivate", privateConversations.contains(conversation));
        JSObject route = ask("route.decide", question, signal, false);
        if (JsObjects.flag(route, "private") && !conversation.isEmpty()) {
            boolean isNew = privateConversations.add(conversation);
            JsObjects.set(route, "privateSinceNow", isNew);
        }
        return route;
    }

    /** Asks the router, and once more where the person has been asked for the server's key and told it. Blocks. */
    private JSObject ask(String call, JSObject argument, @Nullable AbortSignal signal, boolean again) {
        JsObjects.set(argument, "keyed", key.isTold());
        JSObject answer = Promises.awaitValue(router.call(call, argument, null, signal));
        if (JsObjects.flag(answer, "wantsKey") && key.ask(again)) {
            JsObjects.set(argument, "keyed", true);
            answer = Promises.awaitValue(router.call(call, argument, null, signal));
        }
        String similarities = examples.compare(JsObjects.text(answer, "compare"));
        if (similarities == null) {
            return answer;
        }
        JsObjects.set(argument, "similarities", similarities);
        JsObjects.set(argument, "again", true);
        return Promises.awaitValue(router.call(call, argument, null, signal));
    }

    /**
     * The route after one on which an attempt failed. Blocks.
     *
     * @throws JsFailure that failure, if nobody else may be asked
     */
    JSObject after(JSObject route, JsFailure failure, boolean contentSent) {
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "targets", JsObjects.text(route, "targets"));
        JsObjects.set(argument, "deadline", JsObjects.number(route, "deadline", 0));
        JsObjects.set(argument, "code", failure.code());
        JsObjects.set(argument, "contentSent", contentSent);
        JSObject next = Promises.awaitValue(router.call("route.after", argument, null, null));
        if (JsObjects.text(next, "targets") == null) {
            throw failure;
        }
        return merged(route, next, failure.getMessage());
    }

    /** Has the server answer on that route. */
    JSPromise<JSObject> ask(JSObject argument, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        return router.call("server.chat", argument, progress, signal);
    }

    /** The text says whom it was passed over for, and why: {@code This tab failed: … .}. */
    @JSBody(
            params = {"route", "next", "problem"},
            script =
                    "return Object.assign({}, route, next, {reason: 'fallback',"
                            + "  text: next.text.slice(0, -1) + ' (' + problem + ').',"
                            + "  failed: (route.failed || []).concat([{backend: route.backend, model: route.model, message: problem}])});")
    private static native JSObject merged(JSObject route, JSObject next, @Nullable String problem);
}
