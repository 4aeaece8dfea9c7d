package dev.nearside.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folder of a model that came with the program, on the class path. */
final class JarFolder implements ModelFolder {
    private final String folder;
    private final Map<String, Long> lengths = new ConcurrentHashMap<>();

    /** The folder of that name, for example {@code models/digits}. */
    JarFolder(String folder) {
        this.folder = folder;
    }

    @Override
    public Optional<StoredBytes> find(String path) throws IOException {
        String resource = folder + "/" + path;
        Long known = lengths.get(resource);
        if (known == null) {
            URL address = JarFolder.class.getClassLoader().getResource(resource);
            if (address == null) {
                return Optional.empty();
            }
            // The archive's directory tells the length, so that weights need not be read for it.
            URLConnection entry = address.openConnection();
            try (InputStream stream = entry.getInputStream()) {
                known = entry.getContentLengthLong();
                if (known < 0) {
                    known = stream.transferTo(OutputStream.nullOutputStream());
                }
                lengths.put(resource, known);
            }
        }
        return Optional.of(new JarBytes(resource, known));
    }

    /** The copy goes with the program: ONNX Runtime may map it for as long as a session lives. */
    @Override
    public Path onDisk(List<String> paths) throws IOException {
        Path copy = Files.createTempDirectory("nearside-model");
        copy.toFile().deleteOnExit();
        for (String path : paths) {
            Path target = copy.resolve(path);
            Path parent = Objects.requireNonNull(target.getParent());
            if (Files.notExists(parent)) {
                Files.createDirectories(parent);
                parent.toFile().deleteOnExit();
            }
            target.toFile().deleteOnExit();
            try (InputStream in = new JarBytes(folder + "/" + path, 0).openAt(0)) {
                Files.copy(in, target);
            }
        }
        return copy;
    }

    @Override
    public String toString() {
        return folder + " in the jar";
    }
}
