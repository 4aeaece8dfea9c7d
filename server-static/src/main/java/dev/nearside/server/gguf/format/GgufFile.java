package dev.nearside.server.gguf.format;

import dev.nearside.error.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GGUF file of version 2 or 3, as <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">its
 * specification</a> has it. Header and table of tensors are read and checked when it is opened; the tensors' bytes are
 * mapped into memory when they are asked for, so that a file may be larger than memory. Thread-safe.
 *
 * <pre>{@code
 * try (GgufFile file = GgufFile.open(Path.of("SmolLM2-135M-Instruct.Q4_1.gguf"))) {
 *     file.metadata().text("general.architecture")  // Optional[llama]
 *     file.tensor("token_embd.weight")              // Optional[TensorInfo[…, type=Q8_0, dims=[576, 49152], …]]
 * }
 * }</pre>
 */
public final class GgufFile implements AutoCloseable {
    /** Far longer than the header of any model, with the 262,144 tokens of the largest vocabularies. */
    private static final long LONGEST_HEADER = 1L << 28;

    private final Path path;
    private final FileChannel channel;
    private final HeaderReader.Header header;
    private final Map<String, TensorInfo> byName = new LinkedHashMap<>();

    private GgufFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        long bytes = channel.size();
        try {
            header = HeaderReader.read(channel.map(MapMode.READ_ONLY, 0, Math.min(bytes, LONGEST_HEADER)), bytes);
        } catch (InvalidInput e) {
            throw new InvalidInput(path + ": " + e.getMessage(), e);
        }
        header.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInput if there is no such file or it is not as the specification says; the message names what is
     *     wrong
     * @throws IOException if it cannot be read
     */
    public static GgufFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new InvalidInput("there is no file " + path);
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new GgufFile(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /** 2 or 3. */
    public int version() {
        return header.version();
    }

    public Metadata metadata() {
        return header.metadata();
    }

    /** Every tensor, in the order of the header. */
    public List<TensorInfo> tensors() {
        return List.copyOf(byName.values());
    }

    /** The tensor of that name; empty if there is none. */
    public Optional<TensorInfo> tensor(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Some of a tensor's bytes, read-only and little-endian. They stay readable after this file is closed.
     *
     * @param from where in the tensor to start
     * @param length at most 2 GB
     * @throws IOException if the file cannot be mapped, or became shorter
     */
    public ByteBuffer map(TensorInfo tensor, long from, int length) throws IOException {
        if (from < 0 || length < 0 || from + length > tensor.bytes()) {
            throw new IndexOutOfBoundsException(
                    from + " to " + (from + length) + " of the " + tensor.bytes() + " bytes of " + tensor.name());
        }
        long start = tensor.offset() + from;
        if (start + length > channel.size()) {
            throw new IOException(path + " became shorter while it was read");
        }
        return channel.map(MapMode.READ_ONLY, start, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
