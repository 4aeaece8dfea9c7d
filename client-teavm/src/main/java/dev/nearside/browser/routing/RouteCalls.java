package dev.nearside.browser.routing;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.Attempts;
import dev.nearside.routing.Decision;
import dev.nearside.routing.ExampleScores;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Place;
import dev.nearside.routing.Refusal;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;

/** Decides where chats are answered: {@code near.route}, and what {@code near.chat} asks before every answer. */
final class RouteCalls {
    private final ServerRouting server;

    RouteCalls(ServerRouting server) {
        this.server = server;
    }

    /**
     * {@link Router#explain}. Without a state, that of the tab and its server is taken, and without rules then the
     * server's.
     *
     * @param argument {@code question}, JSON; {@code tab} {@code keyed}, {@code similarities} and {@code again}, as
     *     {@link #decide} takes them, if the question has no state
     * @return {@code {json, wantsKey, compare}}; {@code compare} as {@link AskedExamples#write} has it, for the tab's own state only
     */
    JSObject explain(JSObject argument, Call call) {
        JsonCursor question = Json.read(String.valueOf(JsObjects.text(argument, "question")));
        JSObject answer = JsObjects.create();
        AskedExamples examples = AskedExamples.of(argument);
        boolean ofTab = question.optional("state").isEmpty();
        if (ofTab) {
            ServerRouting.Known known = known(argument, call);
            JsObjects.set(answer, "wantsKey", known.wantsKey());
            question = whole(question, argument, known);
        }
        JsObjects.set(answer, "json", Json.write(Router.explain(question, ofTab ? examples : ExampleScores.NONE)));
        examples.write(answer);
        return answer;
    }

    private static JsonCursor whole(JsonCursor question, JSObject argument, ServerRouting.Known known) {
        RoutingRequest request = RoutingRequest.read(question.field("request"));
        JsonObject.Builder all = JsonObject.builder()
                .put("rules", known.rulesFor(request, own(argument)).toJson());
        for (String name : question.asObject().members().keySet()) {
            all = all.put(name, question.field(name).value());
        }
        return JsonCursor.of(all.put("state", known.state().toJson()).build());
    }

    /**
     * Decides on a chat request.
     *
     * @param argument {@code request}, OpenAI's JSON with a member {@code nearside}; {@code tab}, the tab's targets as JSON;
     *     {@code own}, the person's own rules as JSON; {@code others}, ids of models that generate no text; {@code wasPrivate}, whether its conversation was so; {@code keyed}, whether the browser has the server's key;
     *     {@code similarities} of the text and the examples of tasks, JSON; {@code again}, whether the server was asked for this just now
     * @return {@code {compare, decision, private, conversation, text, refusal, wantsKey}} and, if somebody may answer, what {@link #after} tells
     */
    JSObject decide(JSObject argument, Call call) {
        ChatQuestion question = ChatQuestion.read(
                String.valueOf(JsObjects.text(argument, "request")), JsObjects.flag(argument, "wasPrivate"));
        RoutingRequest request = question.request();
        if (names(argument, "others").contains(request.model())) {
            throw new InvalidInput("the model '" + request.model() + "' does not generate text");
        }
        ServerRouting.Known known = known(argument, call);
        RoutingState state = question.dropsOldest() ? withoutContexts(known.state()) : known.state();
        AskedExamples examples = AskedExamples.of(argument);
        Decision decision = new Router(known.rulesFor(request, own(argument)), examples).decide(request, state);
        JSObject answer = told(question, decision, known.rules().limits().deadlineMillis());
        JsObjects.set(answer, "wantsKey", known.wantsKey());
        examples.write(answer);
        return answer;
    }

    private ServerRouting.Known known(JSObject argument, Call call) {
        ServerRouting.Known known = JsObjects.flag(argument, "again")
                ? server.told()
                : server.ask(JsObjects.flag(argument, "keyed"), call.signal());
        return known.with(targets(argument, "tab"));
    }

    private static String own(JSObject argument) {
        String own = JsObjects.text(argument, "own");
        return own == null ? "[]" : own;
    }

    private static JSObject told(ChatQuestion question, Decision decision, int deadlineMillis) {
        JSObject answer = JsObjects.create();
        Refusal refusal = decision.refusal();
        if (refusal == null) {
            answer = told(decision.attempts((long) JsObjects.wallClock() + deadlineMillis));
        } else {
            JsObjects.set(answer, "refusal", refusal.kind().code());
        }
        JsObjects.set(answer, "decision", Json.write(decision.toJson()));
        JsObjects.set(answer, "reason", decision.label());
        String privacy = RouteWords.privacy(decision.basis().privacy(), question.because());
        JsObjects.set(answer, "text", RouteWords.of(decision, privacy));
        JsObjects.set(answer, "conversation", question.conversation());
        JsObjects.set(answer, "private", decision.basis().privacy().isPrivate());
        JsObjects.set(answer, "privacy", privacy);
        return answer;
    }

    private static JSObject told(Attempts attempts) {
        JSObject answer = JsObjects.create();
        Target target = attempts.target();
        List<JsonValue> left = new ArrayList<>();
        attempts.targets().forEach(each -> left.add(each.toJson()));
        JsObjects.set(answer, "targets", Json.write(new JsonArray(left)));
        JsObjects.set(answer, "deadline", (double) attempts.deadlineMillis());
        JsObjects.set(answer, "backend", target.backend());
        JsObjects.set(answer, "model", target.model());
        JsObjects.set(answer, "place", target.place().label());
        JsObjects.set(answer, "contextLength", target.contextLength());
        return answer;
    }

    /**
     * What comes after an attempt that failed.
     *
     * @param argument {@code targets} and {@code deadline} as told before; {@code code} of the error; {@code contentSent}
     * @return {@code {targets, deadline, backend, model, place, contextLength, text}} or {@code {giveUp}}, why nobody else is asked
     */
    JSObject after(JSObject argument) {
        List<Target> targets = targets(argument, "targets");
        Attempts attempts = new Attempts(targets, (long) JsObjects.number(argument, "deadline", 0));
        Failure failure = new Failure(
                ServerRefused.kindOf(String.valueOf(JsObjects.text(argument, "code"))),
                JsObjects.flag(argument, "contentSent"));
        Attempts.Next next = attempts.after(failure, (long) JsObjects.wallClock());
        if (next instanceof Attempts.Next.Try another) {
            JSObject answer = told(another.attempts());
            JsObjects.set(answer, "text", RouteWords.where(attempts.target()) + " failed.");
            return answer;
        }
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "giveUp", ((Attempts.Next.GiveUp) next).why());
        return answer;
    }

    /** Whoever lets the oldest turns be left out is never too long for the device, which can do that. */
    private static RoutingState withoutContexts(RoutingState state) {
        List<Target> targets = new ArrayList<>();
        for (Target target : state.targets()) {
            boolean drops = target.place() != Place.UPSTREAM;
            targets.add(
                    drops
                            ? new Target(
                                    target.backend(),
                                    target.model(),
                                    0,
                                    target.tasks(),
                                    target.share(),
                                    target.price(),
                                    target.network(),
                                    target.condition())
                            : target);
        }
        return new RoutingState(state.offline(), targets);
    }

    private static List<Target> targets(JSObject argument, String name) {
        List<Target> targets = new ArrayList<>();
        for (JsonCursor item : array(argument, name)) {
            targets.add(Target.read(item));
        }
        return targets;
    }

    private static List<String> names(JSObject argument, String name) {
        List<String> names = new ArrayList<>();
        for (JsonCursor item : array(argument, name)) {
            names.add(item.asString());
        }
        return names;
    }

    private static List<JsonCursor> array(JSObject argument, String name) {
        String json = JsObjects.text(argument, name);
        return json == null ? List.of() : Json.read(json).items();
    }
}
