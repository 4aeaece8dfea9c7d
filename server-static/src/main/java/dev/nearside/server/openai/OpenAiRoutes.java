package dev.nearside.server.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.embedding.Embeddings;
import dev.nearside.error.NearsideException;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.server.files.ModelLibrary;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** {@code POST /v1/embeddings}, {@code GET /v1/models} and {@code GET /v1/models/{id}}, as OpenAI documents them. */
public final class OpenAiRoutes implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final long startedAt = Instant.now().getEpochSecond();
    private final Limits limits;
    private final EmbeddingMeters meters;
    private final EmbeddingModels embedders;

    /** A model as OpenAI lists it. */
    private record Model(String id, String object, long created, String owned_by) {}

    /**
     * Routes to the models of that library.
     *
     * @param runtimes makes the runtime when a model is first asked for; it is closed with these routes
     */
    public OpenAiRoutes(ModelLibrary library, Supplier<InferenceRuntime> runtimes, MeterRegistry registry) {
        this(library, runtimes, registry, Limits.DEFAULT);
    }

    OpenAiRoutes(ModelLibrary library, Supplier<InferenceRuntime> runtimes, MeterRegistry registry, Limits limits) {
        this.limits = limits;
        this.meters = new EmbeddingMeters(registry);
        this.embedders = new EmbeddingModels(library, runtimes, limits, meters);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.before("/v1/*", ctx -> decide(ctx, "none", "no model was needed"));
        routes.get("/v1/models", this::listModels);
        routes.get("/v1/models/{id}", this::describeModel);
        routes.post("/v1/embeddings", this::embed);
    }

    /** Says in headers who answers, and why. */
    private static void decide(Context ctx, String model, String reason) {
        ctx.header("X-Nearside-Backend", "server");
        ctx.header("X-Nearside-Model", model);
        ctx.header("X-Nearside-Reason", reason);
        ctx.header("Cache-Control", "no-store");
    }

    private void listModels(Context ctx) throws JsonProcessingException {
        List<Model> models = embedders.ids().stream().map(this::model).toList();
        sendJson(ctx, JSON.writeValueAsBytes(Map.of("object", "list", "data", models)));
    }

    private void describeModel(Context ctx) throws JsonProcessingException {
        String id = ctx.pathParam("id");
        if (!embedders.ids().contains(id)) {
            throw Refusal.noModel("there is no model '" + id + "' here; there are " + embedders.ids());
        }
        sendJson(ctx, JSON.writeValueAsBytes(model(id)));
    }

    private Model model(String id) {
        return new Model(id, "model", startedAt, "nearside");
    }

    private void embed(Context ctx) throws IOException {
        EmbeddingRequest request = EmbeddingRequest.read(RequestBody.read(ctx, limits.bodyBytes()), limits);
        EmbeddingModel model = embedders.get(request.model());
        decide(ctx, request.model(), "the only backend that is configured");
        Job job;
        try {
            job = model.submit(request);
        } catch (HttpResponseException e) {
            throw retryLater(ctx, e);
        }
        Embeddings embeddings = await(ctx, job);
        sendJson(ctx, EmbeddingResponse.write(request.model(), embeddings, request.base64()));
    }

    /** Clients obey the header, and else wait for longer than a queue takes. */
    private static HttpResponseException retryLater(Context ctx, HttpResponseException e) {
        if (e.getStatus() == 503) {
            ctx.header("Retry-After", "1");
        }
        return e;
    }

    private Embeddings await(Context ctx, Job job) {
        ClientConnection client = new ClientConnection(ctx);
        long end = job.arrived() + limits.deadline().toNanos();
        while (true) {
            try {
                return job.result().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (client.isClosed()) {
                    throw drop(job, Refusal.clientLeft());
                }
                if (System.nanoTime() > end) {
                    throw drop(
                            job,
                            retryLater(ctx, Refusal.tooLate(limits.deadline().toSeconds())));
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof NearsideException || e.getCause() instanceof HttpResponseException
                        ? retried(ctx, (RuntimeException) e.getCause())
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException | CancellationException e) {
                Thread.currentThread().interrupt();
                throw drop(job, Refusal.queueFull());
            }
        }
    }

    private static RuntimeException retried(Context ctx, RuntimeException e) {
        return e instanceof HttpResponseException refusal ? retryLater(ctx, refusal) : e;
    }

    private HttpResponseException drop(Job job, HttpResponseException why) {
        job.cancel();
        meters.dropped();
        return why;
    }

    private static void sendJson(Context ctx, byte[] json) {
        ctx.contentType("application/json").result(json);
    }

    /** Refuses what waits, and releases the models. */
    @Override
    public void close() {
        embedders.close();
    }
}
