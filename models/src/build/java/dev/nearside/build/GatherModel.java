package dev.nearside.build;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.TokenizerSpec;
import dev.nearside.tokenizer.Tokenizers;
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
import java.util.stream.Stream;

/**
 * Bundles a model whose files came out of registry packages: makes the quantised graph, checks each file against the
 * manifest in this repository, compiles the tokenizer, and lays all of it where the jar takes it from. What is there
 * already is not written again, so that the jar is not made again.
 *
 * <p>Arguments: the folder with the model's {@code manifest.json} and {@code calibration.json} in this repository, the
 * folder with the unpacked files, and the folder to fill.
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
        Manifest manifest = ManifestReader.read(Files.readString(Path.of(arguments[0], MANIFEST)));
        Calibration calibration = Calibration.read(Files.readString(Path.of(arguments[0], "calibration.json")));
        GatherModel model = new GatherModel(Path.of(arguments[1]), Path.of(arguments[2]));
        model.quantize(manifest, calibration);
        model.gather(manifest);
    }

    private void quantize(Manifest manifest, Calibration calibration) throws IOException {
        ModelFile made = listed(manifest, calibration.target());
        Path path = unpacked.resolve(made.path());
        if (Files.notExists(path) || !sha256(path).equals(made.sha256())) {
            check(listed(manifest, calibration.source()));
            byte[] source = Files.readAllBytes(unpacked.resolve(calibration.source()));
            Files.write(path, QuantizedGraph.of(source, calibration));
        }
    }

    private static ModelFile listed(Manifest manifest, String path) throws IOException {
        return manifest.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IOException("the manifest does not list " + path));
    }

    private void gather(Manifest manifest) throws IOException {
        Files.createDirectories(target);
        List<ModelFile> files = new ArrayList<>();
        TokenizerSpec tokenizer = manifest.tokenizer();
        for (ModelFile file : manifest.files()) {
            check(file);
            if (tokenizer != null && file.path().equals(tokenizer.file())) {
                files.add(compile(file, tokenizer.compacted()));
            } else {
                copy(file);
                files.add(file);
            }
        }
        Manifest bundled = manifest.with(files, tokenizer == null ? null : tokenizer.compacted());
        write(MANIFEST, ManifestWriter.write(bundled).getBytes(StandardCharsets.UTF_8));
        removeAllBut(bundled);
    }

    /** What an earlier build left there would go into the jar. */
    private void removeAllBut(Manifest manifest) throws IOException {
        List<String> wanted = new ArrayList<>(List.of(MANIFEST));
        manifest.files().forEach(file -> wanted.add(file.path()));
        try (Stream<Path> there = Files.list(target)) {
            for (Path path : there.toList()) {
                if (!wanted.contains(path.getFileName().toString())) {
                    Files.delete(path);
                }
            }
        }
    }

    private void check(ModelFile file) throws IOException {
        Path path = unpacked.resolve(file.path());
        String found = sha256(path);
        if (Files.size(path) != file.bytes() || !found.equals(file.sha256())) {
            throw new IOException(path + " is not the file of the manifest: it has " + Files.size(path)
                    + " bytes and the SHA-256 " + found + ", the manifest says " + file);
        }
    }

    private ModelFile compile(ModelFile json, TokenizerSpec compact) throws IOException {
        byte[] bytes = Tokenizers.compact(Files.readString(unpacked.resolve(json.path())));
        write(compact.file(), bytes);
        return new ModelFile(
                compact.file(),
                bytes.length,
                HexFormat.of().formatHex(newSha256().digest(bytes)));
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
