package dev.nearside.server.files;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A small file that was read whole. The array is not copied, and nobody writes to it. */
final class MemoryBytes implements StoredBytes {
    private final byte[] bytes;

    MemoryBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream openAt(long offset) {
        int start = Math.toIntExact(offset);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }
}
