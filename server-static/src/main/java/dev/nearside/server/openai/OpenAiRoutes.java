package dev.nearside.server.openai;

import dev.nearside.routing.Decision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/**
 * OpenAI's API under {@code /v1}: chats, legacy completions, embeddings, models. The same without {@code /v1}, as some clients
 * leave it out of their base address.
 */
public final class OpenAiRoutes {
    private static final String BASE = "/v1";
    private static final String CHAT = "/chat/completions";
    private static final String COMPLETIONS = "/completions";
    private static final String EMBEDDINGS = "/embeddings";
    private static final String MODELS = "/models";

    private final ChatRoutes chats;
    private final EmbeddingRoutes embeddings;
    private final Answering answering;
    private final ModelListRoutes models;

    /**
     * The API over who answers.
     *
     * @param answering answers what is not embedded here
     */
    public OpenAiRoutes(EmbeddingRoutes embeddings, Answering answering, ChatLimits limits) {
        this.embeddings = embeddings;
        this.answering = answering;
        this.chats = new ChatRoutes(answering.chats(), limits);
        this.models = new ModelListRoutes(answering.chats(), embeddings);
    }

    /** The paths, for whoever guards them: those under {@code /v1} first. */
    public static List<String> paths() {
        return List.of(BASE + "/*", CHAT, COMPLETIONS, EMBEDDINGS, MODELS);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        paths().forEach(path -> routes.before(path, OpenAiRoutes::prepare));
        for (String base : List.of(BASE, "")) {
            routes.post(base + CHAT, chats::chat);
            routes.post(base + COMPLETIONS, chats::complete);
            routes.post(base + EMBEDDINGS, ctx -> embeddings.embed(ctx, answering.elsewhere()));
            routes.get(base + MODELS, models::list);
        }
        routes.post(BASE + "/route/explain", chats::explain);
        // Without /v1 the address is that of the models' files.
        routes.get(BASE + MODELS + "/<id>", models::describe);
    }

    /** Until somebody says who answers. */
    private static void prepare(Context ctx) {
        ctx.header(Decision.BACKEND_HEADER, "server");
        ctx.header(Decision.MODEL_HEADER, "none");
        ctx.header(Decision.REASON_HEADER, "no model was needed");
        ctx.header("Cache-Control", "no-store");
    }
}
