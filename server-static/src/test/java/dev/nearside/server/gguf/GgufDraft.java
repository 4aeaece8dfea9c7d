package dev.nearside.server.gguf;

import dev.nearside.server.gguf.format.TensorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes GGUF files. */
public final class GgufDraft {
    private static final int ALIGNMENT = 32;

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** Data that is shorter than its length is followed by zeros. */
    private record Tensor(int type, List<Long> dims, ByteBuffer data, long length) {}

    /** Sets a value: a string, an Integer (as uint32), Long, Float, Boolean, or a list of one of them. */
    public GgufDraft put(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    public GgufDraft without(String key) {
        metadata.remove(key);
        tensors.remove(key);
        return this;
    }

    /** Adds a tensor, its sizes with the columns first. */
    public void tensor(String name, TensorType type, byte[] data, long... dims) {
        List<Long> sizes = Arrays.stream(dims).boxed().toList();
        tensors.put(name, new Tensor(type.id(), sizes, ByteBuffer.wrap(data), data.length));
    }

    /** Adds a tensor of zeros, which takes no memory here and, at the file's end, none on disk. */
    public void zeros(String name, TensorType type, long... dims) {
        long elements = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        long length = elements / type.blockElements() * type.blockBytes();
        List<Long> sizes = Arrays.stream(dims).boxed().toList();
        without(name).tensors.put(name, new Tensor(type.id(), sizes, ByteBuffer.allocate(0), length));
    }

    /** The file of version 3. */
    public byte[] toBytes() {
        return toBytes(3);
    }

    public byte[] toBytes(int version) {
        Out header = new Out();
        header.raw("GGUF".getBytes(StandardCharsets.US_ASCII));
        header.int32(version);
        header.int64(tensors.size());
        header.int64(metadata.size());
        metadata.forEach((key, value) -> {
            header.string(key);
            header.int32(Out.typeOf(value));
            header.value(value);
        });
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            header.string(entry.getKey());
            header.int32(entry.getValue().dims().size());
            entry.getValue().dims().forEach(header::int64);
            header.int32(entry.getValue().type());
            header.int64(offset);
            long end = offset + entry.getValue().length();
            offset = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        header.align();
        for (Tensor tensor : tensors.values()) {
            header.raw(tensor.data().array());
            header.align();
        }
        return header.bytes.toByteArray();
    }

    /** Writes the file, its last tensors' zeros as a hole. */
    public Path write(Path file) throws IOException {
        Path written = Files.write(file, toBytes());
        long zeros = tensors.values().stream()
                .mapToLong(tensor -> tensor.length() - tensor.data().capacity())
                .sum();
        if (zeros > 0) {
            try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
                hole.setLength(hole.length() + zeros);
            }
        }
        return written;
    }

    private static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void raw(byte[] more) {
            bytes.writeBytes(more);
        }

        void align() {
            raw(new byte[(ALIGNMENT - bytes.size() % ALIGNMENT) % ALIGNMENT]);
        }

        void int32(int value) {
            raw(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        }

        void int64(long value) {
            raw(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
        }

        void string(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            int64(utf8.length);
            raw(utf8);
        }

        static int typeOf(Object value) {
            if (value instanceof Integer) {
                return 4;
            } else if (value instanceof Float) {
                return 6;
            } else if (value instanceof Boolean) {
                return 7;
            } else if (value instanceof String) {
                return 8;
            } else if (value instanceof Long) {
                return 10;
            }
            return 9;
        }

        void value(Object value) {
            if (value instanceof Integer number) {
                int32(number);
            } else if (value instanceof Float number) {
                int32(Float.floatToIntBits(number));
            } else if (value instanceof Boolean flag) {
                raw(new byte[] {(byte) (flag ? 1 : 0)});
            } else if (value instanceof String text) {
                string(text);
            } else if (value instanceof Long number) {
                int64(number);
            } else if (value instanceof List<?> items) {
                int32(items.isEmpty() ? 8 : typeOf(items.get(0)));
                int64(items.size());
                items.forEach(this::value);
            } else {
                throw new IllegalArgumentException("no GGUF value: " + value);
            }
        }
    }
}
