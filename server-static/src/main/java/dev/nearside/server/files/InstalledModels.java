package dev.nearside.server.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The models in the models folder. A manifest is read again only when its file is another one: that of a language model
 * takes tens of milliseconds, and is asked for with every request. Thread-safe.
 */
final class InstalledModels {
    private final Path root;
    private final ConcurrentMap<String, Read> read = new ConcurrentHashMap<>();

    /** What tells one file of a path from another. */
    private record Stamp(
            FileTime modified, long bytes, @Nullable Object key) {}

    /** A manifest that was read. */
    private record Read(Stamp stamp, HostedModel model) {}

    InstalledModels(Path root) {
        this.root = root;
    }

    /**
     * The model of that id; empty if it has no manifest.
     *
     * @throws dev.nearside.error.InvalidInput if the manifest is broken or of another id
     */
    Optional<HostedModel> find(String id) {
        Optional<Stamp> now = stamp(root.resolve(id).resolve(HostedModel.MANIFEST));
        Read known = read.get(id);
        if (now.isPresent() && known != null && known.stamp().equals(now.get())) {
            return Optional.of(known.model());
        }
        // Stamped before it is read: what is written meanwhile is read again next time.
        Optional<HostedModel> model = HostedModel.read(new DiskFolder(root, root.resolve(id)), id);
        if (now.isPresent() && model.isPresent()) {
            read.put(id, new Read(now.get(), model.get()));
        } else {
            read.remove(id);
        }
        return model;
    }

    private static Optional<Stamp> stamp(Path manifest) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(manifest, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        } catch (IOException e) {
            // It is not there, or reading it will say why.
            return Optional.empty();
        }
    }
}
