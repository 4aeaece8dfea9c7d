package dev.nearside.server.files;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of known length that can be read from any place, as often as wanted, by several readers at once. */
sealed interface StoredBytes permits DiskBytes, JarBytes, MemoryBytes {

    long length();

    /**
     * Opens a stream that starts at that offset; the caller closes it.
     *
     * @param offset from 0 to {@link #length()}
     */
    InputStream openAt(long offset) throws IOException;
}
