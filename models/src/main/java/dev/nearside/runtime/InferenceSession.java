package dev.nearside.runtime;

import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.LinkedHashMap;
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

    /**
     * Runs the model once and writes outputs where the caller wants them: over the array of a host tensor, or, if
     * {@link #writesInPlace()}, into a tensor that {@link #upload} made. That one may be an input of the same run, for
     * an operator that can work in place, as a key-value cache does.
     *
     * @param inputs every input by name
     * @param into outputs by name, each a tensor of the output's very type and shape
     * @return the outputs not named in {@code into}; the caller closes them
     * @throws dev.nearside.error.InvalidInput as {@link #run(Map)}, and if a tensor in {@code into} is not the output's
     * @throws UnsupportedOperationException if {@code into} has a device tensor, and nothing is written in place here
     */
    default Map<String, Tensor> run(Map<String, ? extends Tensor> inputs, Map<String, ? extends Tensor> into) {
        Map<String, Tensor> outputs = new LinkedHashMap<>(run(inputs));
        for (Map.Entry<String, ? extends Tensor> entry : into.entrySet()) {
            Tensor output = outputs.remove(entry.getKey());
            if (output == null || !(entry.getValue() instanceof HostTensor target)) {
                throw new UnsupportedOperationException("nothing can be written to '" + entry.getKey() + "' in place");
            }
            target.overwrite(output.toHost());
            output.close();
        }
        return outputs;
    }

    /** Whether outputs can be written into tensors that {@link #upload} made. */
    default boolean writesInPlace() {
        return false;
    }

    /**
     * A copy in the runtime's own memory, which the caller closes; where the runtime has none of its own, the tensor
     * itself.
     */
    default Tensor upload(HostTensor tensor) {
        return tensor;
    }

    /** Releases the session. Closing twice is harmless. */
    @Override
    void close();
}
