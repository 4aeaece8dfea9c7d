package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.server.chat.ChatDispatch;
import dev.nearside.server.chat.ModelEntry;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}: what can be asked for. */
final class ModelListRoutes {
    private static final JsonMapper JSON = new JsonMapper();

    private final long startedAt = Instant.now().getEpochSecond();
    private final ChatDispatch dispatch;
    private final EmbeddingRoutes embeddings;

    ModelListRoutes(ChatDispatch dispatch, EmbeddingRoutes embeddings) {
        this.dispatch = dispatch;
        this.embeddings = embeddings;
    }

    void list(Context ctx) {
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        models().forEach(model -> data.add(json(model)));
        send(ctx, list);
    }

    /** The id may hold slashes. */
    void describe(Context ctx) {
        String id = ctx.pathParam("id");
        send(
                ctx,
                models().stream()
                        .filter(model -> model.id().equals(id))
                        .findFirst()
                        .map(ModelListRoutes::json)
                        .orElseThrow(() -> Refusal.noModel(dispatch.whyMissing(id))));
    }

    private List<ModelEntry> models() {
        List<ModelEntry> models = new ArrayList<>(dispatch.models());
        embeddings.ids().forEach(id -> models.add(ModelEntry.embedding(id, startedAt, "nearside")));
        return models;
    }

    private static ObjectNode json(ModelEntry model) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", model.id())
                .put("object", "model")
                .put("created", model.created())
                .put("owned_by", model.ownedBy())
                .put("type", model.type());
        Integer context = model.contextLength();
        return context == null ? json : json.put("context_length", context);
    }

    private static void send(Context ctx, ObjectNode json) {
        ctx.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
