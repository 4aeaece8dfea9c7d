package dev.nearside.build;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Bundles a model whose files came out of registry packages: checks each against the manifest in this repository and lays all of it where the jar takes it from. Files that are there already are not written again, so
 * that the jar is not made again.
 *
 * <p>Arguments: the folder with the model's {@code manifest.json} in this repository, the folder with the unpacked files,
 * and the folder to fill.
 */
public final class GatherModel {
    private static final String MANIFEST = "manifest.json";

    private final Path unpacked;
    private final Path target;

    private GatherModel(Path unpacked, Path target) {
        this.unpacked = unpacked;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException {
        String json = Files.readString(Path.of(arguments[0], MANIFEST));
        new GatherModel(Path.of(arguments[1]), Path.of(arguments[2])).gather(ManifestReader.read(json));
    }

    private void gather(Manifest manifest) throws IOException {
        Files.createDirectories(target);
        List<ModelFile> files = new ArrayList<>();
        for (ModelFile file : manifest.files()) {
            check(file);
            copy(file);
            files.add(file);
        }
        Manifest bundled = manifest.with(files, manifest.tokenizer());
        write(MANIFEST, ManifestWriter.write(bundled).getBytes(StandardCharsets.UTF_8));
    }

    private void check(ModelFile file) throws IOException {
        Path path = unpacked.resolve(file.path());
        String found = sha256(path);
        if (Files.size(path) != file.bytes() || !found.equals(file.sha256())) {
            throw new IOException(path + " is not the file of the manifest: it has " + Files.size(path)
                    + " bytes and the SHA-256 " + found + ", the manifest says " + file);
        }
    }

    private void copy(ModelFile file) throws IOException {
        Path copy = target.resolve(file.path());
        if (Files.notExists(copy)
                || Files.size(copy) != file.bytes()
                || !sha256(copy).equals(file.sha256())) {
            Files.copy(unpacked.resolve(file.path()), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path path = target.resolve(name);
        if (Files.notExists(path) || !Arrays.equals(Files.readAllBytes(path), bytes)) {
            Files.write(path, bytes);
        }
    }

    private static String sha256(Path path) throws IOException {
        MessageDigest digest = newSha256();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(path)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
