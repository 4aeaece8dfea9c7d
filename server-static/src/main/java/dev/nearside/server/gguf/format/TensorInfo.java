package dev.nearside.server.gguf.format;

import java.util.List;

/**
 * What the header says about a tensor, checked against the file's length.
 *
 * @param name for example {@code blk.0.attn_q.weight}
 * @param type how its elements are stored
 * @param dims its sizes, the fastest-moving first as GGUF has them: columns, rows, …
 * @param offset where it starts, in bytes from the start of the file
 * @param bytes its length
 */
public record TensorInfo(String name, TensorType type, List<Long> dims, long offset, long bytes) {
    public TensorInfo {
        dims = List.copyOf(dims);
    }

    /** Elements in a row. */
    public long columns() {
        return dims.get(0);
    }

    /** Rows in all, whatever the number of sizes; 1 for a vector. */
    public long rows() {
        long rows = 1;
        for (long dim : dims.subList(1, dims.size())) {
            rows *= dim;
        }
        return rows;
    }

    /** Bytes of a row. */
    public long rowBytes() {
        return columns() / type.blockElements() * type.blockBytes();
    }
}
