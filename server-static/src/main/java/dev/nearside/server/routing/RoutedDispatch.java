package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Place;
import dev.nearside.routing.Refusal;
import dev.nearside.routing.Router;
import dev.nearside.routing.Target;
import dev.nearside.routing.privacy.PrivateConversations;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.ChatDispatch;
import dev.nearside.server.chat.ChatSink;
import dev.nearside.server.chat.ModelEntry;
import dev.nearside.server.chat.RequestFacts;
import dev.nearside.server.chat.TextCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Has chats answered by whom the router chooses, and by its fallbacks as long as nothing was said. Thread-safe.
 *
 * <p>When the headers go out: with the first content of whoever answers, so that they name the one who does; or with the first
 * heartbeat, if that comes before. Then they name whom was asked at that time, and a fallback shows by the {@code model} of
 * the chunks.
 */
public final class RoutedDispatch implements ChatDispatch {
    /** Conversations that are remembered as private. */
    private static final int REMEMBERED = 100_000;

    private final Router router;
    private final Backends backends;
    private final RoutingRecord record;
    private final PrivateConversations conversations = new PrivateConversations(REMEMBERED);
    private final Questions questions;
    private final Decisions decisions;
    private final Advice advice;
    private final long startedAt = Instant.now().getEpochSecond();

    RoutedDispatch(Router router, Backends backends, RoutingRecord record, Asking asking) {
        this.router = router;
        this.backends = backends;
        this.record = record;
        this.questions = new Questions(conversations, asking.counts());
        this.decisions = new Decisions(router, backends, questions, asking.manners());
        this.advice = asking.manners().advice();
    }

    /**
     * How the router is asked.
     *
     * @param counts counts tokens
     * @param manners what is done beside
     */
    record Asking(TokenCounts counts, Decisions.Manners manners) {}

    /** Makes questions of calls, knowing the conversations that were private here. */
    Questions questions() {
        return questions;
    }

    /** The clock of deadlines, which nobody sets. */
    static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public void dispatch(TextCall call, RequestFacts facts, ChatSink sink) {
        Decided decided = decisions.of(call.asChat(), facts, () -> {
            sink.heartbeat();
            return !sink.isCancelled();
        });
        Decision decision = decided.decision();
        String conversation = decided.question().conversation();
        if (conversation != null && decision.basis().privacy().isPrivate()) {
            conversations.add(conversation);
        }
        record.decided(decision);
        Refusal refusal = decision.refusal();
        if (refusal != null) {
            sink.headers(decision.headers());
            List<String> beyond = call.asChat().beyond();
            throw refused(refusal, beyond.isEmpty() ? "model" : beyond.get(0));
        }
        long deadline = nowMillis() + router.rules().limits().deadlineMillis();
        // Of a legacy completion nothing is left out.
        TextCall answered = call instanceof ChatCall ? decided.call() : call;
        new Course(backends, record, decided.question().wantsStatus()).run(answered, decided, deadline, sink);
    }

    /**
     * The refusal as an error.
     *
     * @param unsupported the parameter that nobody can follow, if that is why
     */
    static BackendFailure refused(Refusal refusal, String unsupported) {
        Refusal.Kind kind = refusal.kind();
        BackendFailure failure =
                BackendFailure.of(Failure.Kind.MALFORMED, kind.status(), kind.code(), refusal.message());
        return switch (kind) {
            case MODEL_NOT_FOUND -> failure.param("model");
            case CONTEXT_LENGTH -> failure.param("messages");
            case UNSUPPORTED -> failure.param(unsupported);
            default -> failure;
        };
    }

    @Override
    public JsonObject explain(ChatCall call, RequestFacts facts) {
        return decisions.of(call, facts, () -> true).toJson();
    }

    /** Rules and state as the router of the tab reads them: {@code {"rules":{…},"state":{…}}}. */
    public JsonObject describe() {
        return JsonObject.builder()
                .put("rules", router.rules().toJson())
                .put("state", backends.state().toJson())
                .build();
    }

    /** Models of this machine, the virtual ones, those of upstreams; none that the policy would refuse. */
    @Override
    public List<ModelEntry> models() {
        Set<Place> pool = router.rules().policy().pool();
        List<ModelEntry> here = new ArrayList<>();
        List<ModelEntry> elsewhere = new ArrayList<>();
        for (Target target : backends.state().targets()) {
            if (pool.contains(target.place()) && target.place() == Place.UPSTREAM) {
                elsewhere.add(ModelEntry.chat(target.id(), startedAt, target.backend(), target.contextLength()));
            } else if (pool.contains(target.place())) {
                here.add(own(target.model(), target.contextLength()));
            }
        }
        here.add(own("auto", 0));
        here.add(own("auto:private", 0));
        router.rules().tasks().forEach(task -> here.add(own("auto:" + task.name(), 0)));
        here.addAll(elsewhere);
        return here;
    }

    @Override
    public String whyMissing(String id) {
        return advice.onMissing(id);
    }

    private ModelEntry own(String id, int contextLength) {
        return ModelEntry.chat(id, startedAt, "nearside", contextLength);
    }

    /** The events of Open WebUI that tell who answers. */
    static List<ObjectNode> statusEvents(Target target, String why) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.putObject("event")
                .put("type", "status")
                .putObject("data")
                .put("description", target.id() + ": " + why)
                .put("done", true);
        ObjectNode selected = JsonNodeFactory.instance.objectNode().put("selected_model_id", target.id());
        return List.of(status, selected);
    }
}
