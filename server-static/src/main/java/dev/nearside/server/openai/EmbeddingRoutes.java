package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.embedding.Embeddings;
import dev.nearside.error.NearsideException;
import dev.nearside.routing.Decision;
import dev.nearside.routing.ExampleScores;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.server.chat.JvmModels;
import dev.nearside.server.files.ModelLibrary;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** {@code POST /v1/embeddings}, as OpenAI documents it. */
public final class EmbeddingRoutes implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final Duration BODY_TIME = Duration.ofMinutes(1);

    private final Limits limits;
    private final EmbeddingMeters meters;
    private final EmbeddingModels embedders;

    /**
     * Routes to the models of that library.
     *
     * @param runtimes makes the runtime when a model is first asked for; it is closed with these routes
     */
    public EmbeddingRoutes(ModelLibrary library, Supplier<InferenceRuntime> runtimes, MeterRegistry registry) {
        this(library, runtimes, registry, Limits.DEFAULT);
    }

    EmbeddingRoutes(ModelLibrary library, Supplier<InferenceRuntime> runtimes, MeterRegistry registry, Limits limits) {
        this.limits = limits;
        this.meters = new EmbeddingMeters(registry);
        this.embedders = new EmbeddingModels(library, runtimes, limits, meters);
    }

    /** The ids of the models that embed. */
    List<String> ids() {
        return embedders.ids();
    }

    /** Compares requests with the examples of tasks; the model is loaded for the first comparison. */
    public ExampleScores examples() {
        return new LocalExamples(embedders);
    }

    /**
     * Answers a request, or has it answered.
     *
     * @param remote who embeds with the models of other servers
     */
    void embed(Context ctx, RemoteEmbeddings remote) throws IOException {
        ObjectNode body = RequestBody.read(ctx, limits.bodyBytes(), BODY_TIME);
        if (remote.has(body.path("model").asText())) {
            embedElsewhere(ctx, body, remote);
            return;
        }
        EmbeddingRequest request = EmbeddingRequest.read(body, limits);
        EmbeddingModel model = embedders.get(request.model());
        ctx.header(Decision.BACKEND_HEADER, JvmModels.BACKEND);
        ctx.header(Decision.MODEL_HEADER, request.model());
        ctx.header(Decision.REASON_HEADER, "named: a model of this machine");
        Job job;
        try {
            job = model.submit(request);
        } catch (HttpResponseException e) {
            throw retryLater(ctx, e);
        }
        Embeddings embeddings = await(ctx, job);
        ctx.contentType("application/json")
                .result(EmbeddingResponse.write(request.model(), embeddings, request.base64()));
    }

    private void embedElsewhere(Context ctx, ObjectNode body, RemoteEmbeddings remote) {
        ClientConnection connection = new ClientConnection(ctx);
        ObjectNode answer = remote.embed(body, RequestHeaders.facts(ctx), new RemoteEmbeddings.Client() {
            @Override
            public void headers(Map<String, String> headers) {
                headers.forEach(ctx::header);
            }

            @Override
            public boolean isGone() {
                return connection.isClosed();
            }
        });
        ctx.contentType("application/json").result(answer.toString().getBytes(StandardCharsets.UTF_8));
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

    /** Refuses what waits, and releases the models. */
    @Override
    public void close() {
        embedders.close();
    }
}
