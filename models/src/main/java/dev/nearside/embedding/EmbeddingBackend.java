package dev.nearside.embedding;

import java.util.List;

/** Whoever makes vectors of texts: the engine in the tab, ONNX Runtime on the server, or another server. */
public interface EmbeddingBackend {

    /** The id of the model. */
    String model();

    /** Numbers in a vector. */
    int dimensions();

    /**
     * Embeds; blocks until all is done.
     *
     * @throws dev.nearside.error.InvalidInput if a token is not of the vocabulary
     * @throws dev.nearside.error.ContextLengthExceeded if an input is too long and the options refuse that
     * @throws dev.nearside.error.Cancelled if the options said so
     * @throws dev.nearside.error.DeviceLost if the GPU device went away
     * @throws dev.nearside.error.InferenceFailed if the runtime failed
     */
    Embeddings embed(List<EmbeddingInput> inputs, EmbedOptions options);
}
