package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.ModelFile;
import dev.nearside.server.hub.transfer.DiskSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a model is put together: {@code .pull/ID} beside the models, on the same disk, so that it appears whole by one
 * move. What a pull leaves there, the next one goes on with.
 */
final class Staging {
    static final String FOLDER = ".pull";

    private final Path models;
    private final String id;

    Staging(Path models, String id) {
        this.models = models;
        this.id = id;
    }

    /** Where what is needed only on the way is put. */
    Path downloads() {
        return made(models.resolve(FOLDER).resolve(id).resolve("downloads"));
    }

    /** Where the model's own files are put. */
    Path model() {
        return made(models.resolve(FOLDER).resolve(id).resolve("model"));
    }

    /** Where a converter makes the model's folder by itself: a place where nothing is. */
    Path emptyModel() {
        Path folder = model();
        try {
            delete(folder);
            return folder;
        } catch (IOException e) {
            throw DiskSpace.failed(e, folder);
        }
    }

    /** Writes the manifest, moves the model to its place, in place of an older one, and cleans up. */
    void install(Manifest manifest) {
        Path target = models.resolve(id);
        try {
            keepOnly(manifest.files());
            Files.writeString(model().resolve("manifest.json"), ManifestWriter.write(manifest), StandardCharsets.UTF_8);
            putAside();
            Files.move(model(), target, StandardCopyOption.ATOMIC_MOVE);
            delete(models.resolve(FOLDER).resolve(id));
        } catch (IOException e) {
            throw DiskSpace.failed(e, target);
        }
    }

    /** Takes the installed model away; false if there was none. */
    boolean remove() {
        boolean found = Files.exists(models.resolve(id));
        putAside();
        return found;
    }

    /** By one move, so that nobody who looks sees half of it. */
    private void putAside() {
        Path target = models.resolve(id);
        if (!Files.exists(target)) {
            return;
        }
        Path aside = made(models.resolve(FOLDER)).resolve("removed-" + UUID.randomUUID());
        try {
            Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
            delete(aside);
        } catch (IOException e) {
            throw DiskSpace.failed(e, target);
        }
    }

    /** Throws away what a pull left. */
    void discard() {
        Path folder = models.resolve(FOLDER).resolve(id);
        try {
            delete(folder);
        } catch (IOException e) {
            throw DiskSpace.failed(e, folder);
        }
    }

    /** Another source may have left files here. */
    private void keepOnly(List<ModelFile> files) throws IOException {
        Set<Path> wanted = new HashSet<>();
        files.forEach(file -> wanted.add(model().resolve(file.path())));
        try (Stream<Path> found = Files.walk(model())) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                if (!wanted.contains(path)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw DiskSpace.failed(e, folder);
        }
    }
}
