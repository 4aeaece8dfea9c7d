package dev.nearside.browser.search;

import dev.nearside.embedding.EmbeddingProgress;
import dev.nearside.retrieval.TokenCounter;
import java.util.List;

/** Makes vectors of texts with a model that is loaded; counts tokens without the special ones. */
public interface Embedder extends TokenCounter {

    /** The model's id. */
    String model();

    /** Where it runs: {@code wasm} or {@code webgpu}. */
    String provider();

    /** Components of a vector. */
    int dimensions();

    /**
     * A vector of unit length for each text; what a text has beyond the model's limit does not count.
     *
     * @param progress told after each batch, in tokens; what it throws ends the work
     */
    List<float[]> embed(List<String> texts, EmbeddingProgress progress);
}
