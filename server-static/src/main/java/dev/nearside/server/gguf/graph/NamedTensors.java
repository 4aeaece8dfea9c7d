package dev.nearside.server.gguf.graph;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.TensorInfo;
import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tensors of a file, taken out by name and shape; knows which were not taken. */
final class NamedTensors {
    private final GgufFile file;
    private final WeightMatrix.RowOrder order;
    private final Set<String> used;

    NamedTensors(GgufFile file) {
        this(file, row -> row, new HashSet<>());
    }

    private NamedTensors(GgufFile file, WeightMatrix.RowOrder order, Set<String> used) {
        this.file = file;
        this.order = order;
        this.used = used;
    }

    /** The same tensors with their rows in another order. */
    NamedTensors in(WeightMatrix.RowOrder other) {
        return new NamedTensors(file, other, used);
    }

    boolean has(String name) {
        return file.tensor(name).isPresent();
    }

    /** A matrix with any number of rows. */
    WeightMatrix table(String name, long columns) throws IOException {
        return matrix(name, find(name).rows(), columns);
    }

    /** A matrix of one row. */
    WeightMatrix vector(String name, long size) throws IOException {
        return matrix(name, 1, size);
    }

    WeightMatrix matrix(String name, long rows, long columns) throws IOException {
        TensorInfo tensor = find(name);
        if (tensor.columns() != columns || tensor.rows() != rows) {
            throw new InvalidInput("the tensor '" + name + "' has the sizes " + tensor.dims()
                    + ", where the metadata asks for " + List.of(columns, rows));
        }
        used.add(name);
        return WeightMatrix.of(file, tensor, order);
    }

    private TensorInfo find(String name) {
        return file.tensor(name).orElseThrow(() -> new InvalidInput("the file lacks the tensor '" + name + "'"));
    }

    /** Refuses a tensor that has no place in the model, as without it the model would be another one. */
    void requireAllUsed(String architecture) {
        List<String> others = file.tensors().stream()
                .map(TensorInfo::name)
                .filter(name -> !used.contains(name))
                .collect(Collectors.toList());
        if (!others.isEmpty()) {
            throw new InvalidInput("the file has tensors that no " + architecture + " model has here: "
                    + String.join(", ", others.subList(0, Math.min(3, others.size()))));
        }
    }
}
