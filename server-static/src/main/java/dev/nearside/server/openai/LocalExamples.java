package dev.nearside.server.openai;

import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingBackend;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.NearsideException;
import dev.nearside.routing.EmbeddedExamples;
import dev.nearside.routing.ExampleScores;
import dev.nearside.routing.Similarity;
import dev.nearside.routing.Task;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares requests with the examples of tasks by the first embedding model of this machine, through its queue. Thread-safe. A
 * request that cannot be compared is like nothing, and is answered all the same.
 */
final class LocalExamples implements ExampleScores {
    private static final Logger LOG = LoggerFactory.getLogger(LocalExamples.class);
    private static final int PATIENCE_SECONDS = 10;

    private final ExampleScores scores;

    LocalExamples(EmbeddingModels models) {
        this.scores = new EmbeddedExamples(new Queued(models));
    }

    @Override
    public Similarity similarity(Task task, String text) {
        try {
            return scores.similarity(task, text);
        } catch (NearsideException | HttpResponseException e) {
            LOG.warn("examples of the task {} cannot be compared: {}", task.name(), e.getMessage());
            return Similarity.unknown(String.valueOf(e.getMessage()));
        }
    }

    /** The model, as far as examples need it. */
    private record Queued(EmbeddingModels models) implements EmbeddingBackend {
        @Override
        public String model() {
            return models.ids().stream()
                    .findFirst()
                    .orElseThrow(() -> new InferenceFailed("there is no model on this machine that embeds"));
        }

        @Override
        public int dimensions() {
            return models.get(model()).dimensions();
        }

        @Override
        public Embeddings embed(List<EmbeddingInput> inputs, EmbedOptions options) {
            EmbeddingRequest request = new EmbeddingRequest(model(), inputs, false, options.overflow(), 0);
            Job job = models.get(request.model()).submit(request);
            try {
                return job.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw dropped(job, e);
            } catch (ExecutionException | TimeoutException e) {
                throw dropped(job, e);
            }
        }

        private static InferenceFailed dropped(Job job, Exception e) {
            job.cancel();
            return new InferenceFailed("the text was not embedded: " + e, e);
        }
    }
}
