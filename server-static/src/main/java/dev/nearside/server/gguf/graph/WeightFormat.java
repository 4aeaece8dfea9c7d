package dev.nearside.server.gguf.graph;

import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.util.List;

/** How a graph holds and multiplies its weights. */
interface WeightFormat {

    /**
     * Looks tokens up.
     *
     * @param ids int32 [1, S]
     * @param table a row for each token
     * @return the name of a float32 tensor [1, S, columns]
     */
    String lookUp(String ids, WeightMatrix table) throws IOException;

    /**
     * Multiplies.
     *
     * @param input float32 [1, S, columns]
     * @param matrices one below the other; several only where {@link #stacks()}
     * @param output the name for the result
     * @return that name, a float32 tensor [1, S, rows of all]
     */
    String multiply(String input, List<WeightMatrix> matrices, String output) throws IOException;

    /**
     * Multiplies each number by its logistic function (SiLU: Elfwing and others, 2017).
     *
     * @param output the name for the result
     * @return that name
     */
    String silu(String input, String output);

    /** Whether matrices with one input are better multiplied as one. */
    boolean stacks();

    /** Whether where the graph runs attention is faster with all its scores at once than piece by piece. */
    boolean keepsScores();
}
