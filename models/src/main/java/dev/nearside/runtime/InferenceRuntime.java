package dev.nearside.runtime;

import java.util.List;

/**
 * Makes sessions. ONNX Runtime Web implements it in the browser, ONNX Runtime for Java on the JVM; the pipelines know
 * only this.
 */
public interface InferenceRuntime extends AutoCloseable {

    /** The providers that exist here, the preferred one first. */
    List<ExecutionProvider> providers();

    /**
     * Loads a model. Blocks until the weights are verified and the session is ready.
     *
     * @throws dev.nearside.error.ModelNotFound if a file is missing
     * @throws dev.nearside.error.IntegrityMismatch if a file is not the one of the manifest
     * @throws dev.nearside.error.ProviderUnavailable if the provider does not exist here
     * @throws dev.nearside.error.InferenceFailed if the runtime refuses the model
     */
    InferenceSession open(ModelFiles files, SessionOptions options);

    /** Releases every session made here. */
    @Override
    void close();
}
