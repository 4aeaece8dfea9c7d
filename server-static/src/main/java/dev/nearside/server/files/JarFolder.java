package dev.nearside.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
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
            try (InputStream stream = JarFolder.class.getClassLoader().getResourceAsStream(resource)) {
                if (stream == null) {
                    return Optional.empty();
                }
                // A compressed resource does not tell its length before it has been read once.
                known = stream.transferTo(OutputStream.nullOutputStream());
                lengths.put(resource, known);
            }
        }
        return Optional.of(new JarBytes(resource, known));
    }

    @Override
    public String toString() {
        return folder + " in the jar";
    }
}
