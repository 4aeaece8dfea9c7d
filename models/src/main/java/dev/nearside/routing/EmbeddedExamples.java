package dev.nearside.routing;

import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingBackend;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares texts with the examples of tasks by their embeddings. The examples are embedded once. Thread-safe if the back end is. */
public final class EmbeddedExamples implements ExampleScores {
    private final EmbeddingBackend backend;
    private final Map<List<String>, Embeddings> examples = new HashMap<>();

    /** Compares by a model whose vectors have the length 1. */
    public EmbeddedExamples(EmbeddingBackend backend) {
        this.backend = backend;
    }

    @Override
    public Similarity similarity(Task task, String text) {
        Embeddings known = examples(task);
        float[] vector = embed(List.of(text)).copyVector(0);
        double best = -1;
        for (int i = 0; i < known.size(); i++) {
            best = Math.max(best, dot(vector, known.copyVector(i)));
        }
        return Similarity.of(best);
    }

    private Embeddings examples(Task task) {
        Embeddings known = known(task.examples());
        if (known == null) {
            // Outside of the lock, which in the tab must not be held while a thread waits; at worst it is done twice.
            known = embed(task.examples());
            keep(task.examples(), known);
        }
        return known;
    }

    private synchronized @Nullable Embeddings known(List<String> texts) {
        return examples.get(texts);
    }

    private synchronized void keep(List<String> texts, Embeddings embeddings) {
        examples.put(texts, embeddings);
    }

    private Embeddings embed(List<String> texts) {
        List<EmbeddingInput> inputs = new ArrayList<>();
        for (String text : texts) {
            inputs.add(EmbeddingInput.ofText(text));
        }
        return backend.embed(inputs, EmbedOptions.TRUNCATING);
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
