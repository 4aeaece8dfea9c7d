package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Refusal;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.RequestFacts;
import dev.nearside.server.openai.RemoteEmbeddings;
import dev.nearside.server.upstream.UpstreamFailure;
import dev.nearside.server.upstream.UpstreamRequest;
import dev.nearside.server.upstream.Upstreams;
import java.time.Duration;

/**
 * Embeddings of upstreams, which are had by name only: vectors of another model are of no use to whoever compares them. The
 * router is asked as for a chat that says the texts, so policy, wishes and patterns are the same. Thread-safe.
 */
final class UpstreamEmbeddings implements RemoteEmbeddings {
    private static final JsonMapper JSON = new JsonMapper();

    private final Router router;
    private final Upstreams upstreams;
    private final Questions questions;
    private final RoutingRecord record;

    UpstreamEmbeddings(Router router, Upstreams upstreams, Questions questions, RoutingRecord record) {
        this.router = router;
        this.upstreams = upstreams;
        this.questions = questions;
        this.record = record;
    }

    @Override
    public boolean has(String model) {
        int slash = model.indexOf('/');
        return slash > 0 && upstreams.names().contains(model.substring(0, slash));
    }

    @Override
    public ObjectNode embed(ObjectNode body, RequestFacts facts, Client client) {
        String name = body.path("model").asText();
        int slash = name.indexOf('/');
        Target target = Target.of(name.substring(0, slash), name.substring(slash + 1), 0);
        Decision decision = router.decide(questions.of(asChat(body), facts).request(), RoutingState.of(target));
        record.decided(decision);
        client.headers(decision.headers());
        Refusal refusal = decision.refusal();
        if (refusal != null) {
            throw RoutedDispatch.refused(refusal, "model");
        }
        Duration time = Duration.ofMillis(router.rules().limits().deadlineMillis());
        try {
            ObjectNode answer = upstreams.embeddings(
                    new UpstreamRequest(target.backend(), target.model(), body, time), client::isGone);
            record.attempted(target, "answered");
            return answer;
        } catch (UpstreamFailure e) {
            BackendFailure failure = UpstreamFailures.of(e, false);
            record.attempted(target, RoutingRecord.outcome(failure));
            throw failure;
        }
    }

    /** Tokens in the place of texts cannot be looked into. */
    private static ChatCall asChat(ObjectNode body) {
        StringBuilder texts = new StringBuilder();
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            texts.append(input.asText());
        }
        for (JsonNode item : input) {
            texts.append(item.isTextual() ? item.asText() : "").append('\n');
        }
        ObjectNode chat = JSON.createObjectNode().setAll(body);
        chat.remove("input");
        chat.putArray("messages").addObject().put("role", "user").put("content", texts.toString());
        return ChatCall.read(chat);
    }
}
