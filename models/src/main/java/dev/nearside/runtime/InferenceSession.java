package dev.nearside.runtime;

import dev.nearside.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A loaded model, ready to run. One run at a time: callers take turns. Closing it releases weights and buffers. */
public interface InferenceSession extends AutoCloseable {

    ExecutionProvider provider();

    List<ValueInfo> inputs();

    List<ValueInfo> outputs();

    /**
     * Runs the model once. Inputs stay the caller's; outputs are new and the caller closes them.
     *
     * @param inputs every input by name
     * @return every output by name
     * @throws dev.nearside.error.InvalidInput if an input is missing, unknown, or of a wrong type or shape
     * @throws dev.nearside.error.DeviceLost if the GPU device went away
     * @throws dev.nearside.error.InferenceFailed if the runtime failed otherwise
     */
    Map<String, Tensor> run(Map<String, ? extends Tensor> inputs);

    /** Releases the session. Closing twice is harmless. */
    @Override
    void close();
}
