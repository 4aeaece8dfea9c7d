package dev.nearside.server.hub.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file's content must hash to. Hubs know large files by their SHA-256 and small ones by Git's own hash.
 *
 * @param kind how it is computed
 * @param hex the hash in lower-case hexadecimal digits
 */
public record Digest(Kind kind, String hex) {
    private static final int BUFFER = 256 * 1024;

    /** How a hash is computed. */
    public enum Kind {
        SHA256,
        /** SHA-1 over {@code blob}, a space, the length, a zero byte and the content. */
        GIT_BLOB
    }

    public Digest {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.matches(kind == Kind.SHA256 ? "[0-9a-f]{64}" : "[0-9a-f]{40}")) {
            throw new IllegalArgumentException("'" + hex + "' is no hash of the kind " + kind);
        }
    }

    public static Digest sha256(String hex) {
        return new Digest(Kind.SHA256, hex);
    }

    public static Digest gitBlob(String hex) {
        return new Digest(Kind.GIT_BLOB, hex);
    }

    /** Whether the file's content is the one. */
    public boolean matches(Path file) throws IOException {
        return of(kind, file).equals(this);
    }

    /** The SHA-256 of a file, in 64 lower-case hexadecimal digits. */
    public static String sha256Of(Path file) throws IOException {
        return of(Kind.SHA256, file).hex();
    }

    private static Digest of(Kind kind, Path file) throws IOException {
        MessageDigest digest = digest(kind == Kind.SHA256 ? "SHA-256" : "SHA-1");
        if (kind == Kind.GIT_BLOB) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return new Digest(kind, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
