package dev.nearside.runtime;

import dev.nearside.tensor.Tensor;
import java.util.Map;

/**
 * How a session is made.
 *
 * @param provider where it computes
 * @param threads CPU threads within an operator; 0 leaves the choice to the runtime
 * @param outputLocations outputs by name that stay on the device, or, where that is the CPU, in the runtime's own memory; an output not named here comes to the host
 * @param fused whether the graph was written with this provider's fused operators, so that it need not be searched for more
 */
public record SessionOptions(
        ExecutionProvider provider, int threads, Map<String, Tensor.Location> outputLocations, boolean fused) {
    public SessionOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must be 0 or more, not " + threads);
        }
        // TeaVM's copy of an empty map divides by its size when it is asked for something.
        outputLocations = outputLocations.isEmpty() ? Map.of() : Map.copyOf(outputLocations);
    }

    /** A session of a graph in which operators may be found that the runtime has fused ones for. */
    public SessionOptions(ExecutionProvider provider, int threads, Map<String, Tensor.Location> outputLocations) {
        this(provider, threads, outputLocations, false);
    }

    /** A session on that provider, the runtime's own number of threads, every output on the host. */
    public static SessionOptions on(ExecutionProvider provider) {
        return new SessionOptions(provider, 0, Map.of());
    }
}
