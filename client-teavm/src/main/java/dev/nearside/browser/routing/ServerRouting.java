package dev.nearside.browser.routing;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingRule;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** What the server says of routing, {@code GET /api/routing}: the rules, and its own back ends. */
final class ServerRouting {
    /** Under this name the server's JVM goes where the page came over a network: it is an upstream then, as any other. */
    static final String REMOTE = "server";

    private static final int PATIENCE_MILLIS = 4000;

    private RoutingRules rules = RoutingRules.STANDARD;
    private Known told = new Known(rules, new RoutingState(false, List.of()), false);

    /**
     * What is known now.
     *
     * @param rules the server's; where it does not answer those that it told last, else the standard ones
     * @param state its back ends; none where it does not answer, or in a way that cannot be read, for then nobody knows
     *     what may be sent there
     * @param wantsKey whether it tells only whoever has its key
     */
    record Known(RoutingRules rules, RoutingState state, boolean wantsKey) {

        /** With the tab's own targets before the server's. */
        Known with(List<Target> tab) {
            List<Target> all = new ArrayList<>(tab);
            all.addAll(state.targets());
            return new Known(rules, new RoutingState(state.offline(), all), wantsKey);
        }

        /**
         * The rules for a request: the server's, then the person's own, JSON of an array. What is private is left to the
         * server's alone, for it stays as near as it can: own rules say who is quicker, not who may read it.
         */
        RoutingRules rulesFor(RoutingRequest request, String own) {
            boolean isPrivate =
                    new Router(rules).decide(request, state).basis().privacy().isPrivate();
            return isPrivate ? rules : following(own);
        }

        /** With the person's own after the server's. Those that are none are left out: they only say who is rather asked. */
        private RoutingRules following(String own) {
            try {
                JsonObject json = JsonObject.builder()
                        .put("policy", rules.policy().label())
                        .put("tasks", rules.toJson().get("tasks").orElseThrow())
                        .put("rules", Json.parse(own))
                        .build();
                List<RoutingRule> all = new ArrayList<>(rules.rules());
                all.addAll(RoutingRules.read(JsonCursor.of(json)).rules());
                return new RoutingRules(rules.policy(), rules.privacy(), rules.tasks(), all, rules.limits());
            } catch (InvalidInput e) {
                warn("this browser’s own rules of routing cannot be read: " + e.getMessage());
                return rules;
            }
        }
    }

    /**
     * Asks. Blocks.
     *
     * @param keyed whether the browser has been told the server's key, so that it is to send it; without, nobody is asked for one
     * @throws Cancelled if the signal was aborted
     */
    Known ask(boolean keyed, AbortSignal signal) {
        told = asked(keyed, signal);
        return told;
    }

    /** What it said last, for whoever asked just now. */
    Known told() {
        return told;
    }

    private Known asked(boolean keyed, AbortSignal signal) {
        String credentials = keyed ? "same-origin" : "omit";
        JSObject answer = Promises.awaitValue(fetch(credentials, PATIENCE_MILLIS, signal));
        if (signal.isAborted()) {
            throw new Cancelled("the call was cancelled");
        }
        String text = JsObjects.text(answer, "text");
        boolean offline = JsObjects.flag(answer, "offline");
        if (text != null) {
            try {
                JsonCursor json = Json.read(text);
                RoutingState state = RoutingState.read(json.field("state"));
                rules = RoutingRules.read(json.field("rules"));
                List<Target> targets = JsObjects.flag(answer, "loopback") ? state.targets() : remote(state.targets());
                return new Known(rules, new RoutingState(offline || state.offline(), targets), false);
            } catch (InvalidInput e) {
                warn("the server’s routing cannot be read, so nothing is sent to it: " + e.getMessage());
            }
        }
        return new Known(rules, new RoutingState(offline, List.of()), JsObjects.flag(answer, "wantsKey"));
    }

    private static List<Target> remote(List<Target> targets) {
        List<Target> all = new ArrayList<>();
        for (Target target : targets) {
            all.add(
                    target.backend().equals("jvm")
                            ? new Target(
                                    REMOTE,
                                    target.model(),
                                    target.contextLength(),
                                    target.tasks(),
                                    target.share(),
                                    target.price(),
                                    true,
                                    target.condition())
                            : target);
        }
        return all;
    }

    @JSBody(params = "text", script = "console.warn(text);")
    private static native void warn(String text);

    /** {@code {text, wantsKey, offline, loopback}}; {@code text} is null where the server has no such answer. Never rejected. */
    @JSBody(
            params = {"credentials", "patience", "signal"},
            script = "var host = self.location.hostname, controller = new AbortController();"
                    + "var timer = setTimeout(function() { controller.abort(); }, patience);"
                    + "function stop() { controller.abort(); }"
                    + "signal.addEventListener('abort', stop);"
                    + "function told(text, wantsKey) {"
                    + "  clearTimeout(timer); signal.removeEventListener('abort', stop);"
                    + "  return {text: text, wantsKey: !!wantsKey, offline: navigator.onLine === false,"
                    + "    loopback: host === 'localhost' || host.endsWith('.localhost') || host === '[::1]'"
                    + "      || /^127(\\.\\d+){3}$/.test(host)};"
                    + "}"
                    + "return fetch('/api/routing', {credentials: credentials, cache: 'no-store', signal: controller.signal})"
                    + "  .then(function(response) {"
                    + "    return response.ok ? response.text().then(told) : told(null, response.status === 401);"
                    + "  }).catch(function() { return told(null); });")
    private static native JSPromise<JSObject> fetch(String credentials, int patience, AbortSignal signal);
}
