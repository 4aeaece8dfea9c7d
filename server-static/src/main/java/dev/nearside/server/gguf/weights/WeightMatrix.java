package dev.nearside.server.gguf.weights;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.TensorInfo;
import dev.nearside.server.gguf.format.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix of weights, one row for each output, read from the mapped file as it is needed. The order of its rows may
 * differ from the file's. Thread-safe.
 */
public final class WeightMatrix {
    /** As one mapping holds less than 2 GB. */
    private static final long SLICE_BYTES = 1L << 30;

    private final TensorInfo tensor;
    private final RowOrder order;
    private final BlockDecoder decoder;
    private final List<ByteBuffer> slices = new ArrayList<>();
    private final int rowsInSlice;

    /** Where the rows of a matrix lie in the file. */
    @FunctionalInterface
    public interface RowOrder {
        /** The file's row that is this row of the matrix. */
        int inFile(int row);
    }

    private WeightMatrix(GgufFile file, TensorInfo tensor, RowOrder order) throws IOException {
        this.tensor = tensor;
        this.order = order;
        this.decoder = BlockDecoder.of(tensor.type());
        this.rowsInSlice = (int) Math.max(1, Math.min(tensor.rows(), SLICE_BYTES / tensor.rowBytes()));
        for (long row = 0; row < tensor.rows(); row += rowsInSlice) {
            long rows = Math.min(rowsInSlice, tensor.rows() - row);
            slices.add(file.map(tensor, row * tensor.rowBytes(), (int) (rows * tensor.rowBytes())));
        }
    }

    /**
     * A tensor of the file.
     *
     * @throws InvalidInput if it is larger than a matrix may be
     */
    public static WeightMatrix of(GgufFile file, TensorInfo tensor, RowOrder order) throws IOException {
        if (tensor.rows() > Integer.MAX_VALUE || tensor.rowBytes() > SLICE_BYTES) {
            throw new InvalidInput("the tensor '" + tensor.name() + "' is too large: " + tensor.dims());
        }
        return new WeightMatrix(file, tensor, order);
    }

    public String name() {
        return tensor.name();
    }

    public TensorType type() {
        return tensor.type();
    }

    /** Outputs. */
    public int rows() {
        return (int) tensor.rows();
    }

    /** Inputs. */
    public int columns() {
        return (int) tensor.columns();
    }

    /**
     * Reads a part of a row.
     *
     * @param from the first column, at the border of a block
     * @param count how many columns; a multiple of the format's block
     * @param out takes them from its start
     * @throws InvalidInput if one of them is no finite number
     */
    public void read(int row, int from, int count, float[] out) {
        int elements = tensor.type().blockElements();
        ByteBuffer bytes = slice(row);
        int at = offset(row) + from / elements * tensor.type().blockBytes();
        for (int i = 0; i < count; i += elements) {
            decoder.decode(bytes, at, out, i);
            at += tensor.type().blockBytes();
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            // Infinity and NaN survive the multiplication by 0, and then the addition.
            sum += out[i] * 0;
        }
        if (sum != 0) {
            throw new InvalidInput("the tensor '" + name() + "' holds values that are no finite numbers");
        }
    }

    /** The slice that a row is in. */
    ByteBuffer slice(int row) {
        return slices.get(order.inFile(row) / rowsInSlice);
    }

    /** Where a row starts in its slice. */
    int offset(int row) {
        return (int) (order.inFile(row) % rowsInSlice * tensor.rowBytes());
    }
}
