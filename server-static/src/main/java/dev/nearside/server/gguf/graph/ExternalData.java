package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.nearside.catalog.ModelFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a graph in files beside it, each file limited in size so that a browser can take them one by one.
 * Written from front to back, so memory holds a piece of a tensor only.
 */
public final class ExternalData implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final Path folder;
    private final String stem;
    private final Limits limits;
    private final List<ModelFile> finished = new ArrayList<>();
    private @Nullable HashedFile open;

    /**
     * How files are written.
     *
     * @param shardBytes the length that a file keeps to, unless a single tensor is longer
     * @param progress hears of every piece that is written
     */
    public record Limits(long shardBytes, Progress progress) {}

    /** Hears how many bytes were written; what it throws ends the work. */
    @FunctionalInterface
    public interface Progress {
        void wrote(int bytes);
    }

    /** Writes the bytes of a tensor. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param stem the files are called {@code stem-1.bin}, {@code stem-2.bin}, … */
    public ExternalData(Path folder, String stem, Limits limits) {
        this.folder = folder;
        this.stem = stem;
        this.limits = limits;
    }

    /** Writes a tensor and says where it is. */
    TensorProto write(TensorProto.Builder tensor, Content content) throws IOException {
        long bytes = bytes(tensor);
        HashedFile file = fileFor(bytes);
        file.align(ALIGNMENT);
        long offset = file.length();
        content.writeTo(file);
        if (file.length() - offset != bytes) {
            throw new IllegalStateException(
                    tensor.getName() + " took " + (file.length() - offset) + " bytes and not " + bytes);
        }
        return tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", file.name()))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(bytes)))
                .build();
    }

    private HashedFile fileFor(long bytes) throws IOException {
        HashedFile file = open;
        if (file != null && file.length() + ALIGNMENT + bytes > limits.shardBytes()) {
            finish(file);
            file = null;
        }
        if (file == null) {
            file = new HashedFile(folder, stem + "-" + (finished.size() + 1) + ".bin", limits.progress());
            open = file;
        }
        return file;
    }

    private void finish(HashedFile file) throws IOException {
        open = null;
        finished.add(file.finish());
    }

    /** The files, when all is written. */
    public List<ModelFile> finish() throws IOException {
        if (open != null) {
            finish(open);
        }
        return List.copyOf(finished);
    }

    /** Closes the file that is being written, if any. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            Objects.requireNonNull(open).close();
            open = null;
        }
    }

    private static long bytes(TensorProto.Builder tensor) {
        long elements = 1;
        for (long dim : tensor.getDimsList()) {
            elements = Math.multiplyExact(elements, dim);
        }
        return switch (TensorProto.DataType.forNumber(tensor.getDataType())) {
            case UINT8, INT8 -> elements;
            case FLOAT16 -> 2 * elements;
            case FLOAT -> 4 * elements;
            default -> throw new IllegalArgumentException("no tensors of type " + tensor.getDataType() + " here");
        };
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
