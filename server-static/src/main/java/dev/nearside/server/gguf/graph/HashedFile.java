package dev.nearside.server.gguf.graph;

import dev.nearside.catalog.ModelFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A new file that is hashed while it is written. */
public final class HashedFile extends OutputStream {
    private static final int BUFFER = 1 << 20;

    private final String name;
    private final ExternalData.Progress progress;
    private final MessageDigest digest = sha256();
    private final OutputStream out;
    private long length;

    HashedFile(Path folder, String name, ExternalData.Progress progress) throws IOException {
        this.name = name;
        this.progress = progress;
        OutputStream file = Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW);
        this.out = new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER);
    }

    /** Writes a whole file at once. */
    public static ModelFile write(Path folder, String name, byte[] bytes) throws IOException {
        try (HashedFile file = new HashedFile(folder, name, written -> {})) {
            file.write(bytes);
            return file.finish();
        }
    }

    String name() {
        return name;
    }

    long length() {
        return length;
    }

    /** Fills up with zeros to a multiple of this. */
    void align(int alignment) throws IOException {
        write(new byte[(int) ((alignment - length % alignment) % alignment)]);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        length += count;
        progress.wrote(count);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Closes it and says what was written. */
    ModelFile finish() throws IOException {
        close();
        return new ModelFile(name, length, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
