package dev.nearside.server.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model's folder on disk.
 *
 * @param root the folder of all models, which no symbolic link may lead out of
 * @param folder the model's own
 */
record DiskFolder(Path root, Path folder) implements ModelFolder {

    @Override
    public Optional<StoredBytes> find(String path) throws IOException {
        Optional<Path> real = realPath(path);
        return real.isPresent() ? Optional.of(new DiskBytes(real.get(), Files.size(real.get()))) : Optional.empty();
    }

    @Override
    public Path onDisk(List<String> paths) {
        return folder;
    }

    /** The file itself, links resolved; empty if it is not there, no regular file, or outside of the root. */
    private Optional<Path> realPath(String path) throws IOException {
        try {
            Path real = folder.resolve(path).toRealPath();
            boolean contained = real.startsWith(root.toRealPath()) && Files.isRegularFile(real);
            return contained ? Optional.of(real) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
