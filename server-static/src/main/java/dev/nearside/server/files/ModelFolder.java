package dev.nearside.server.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files of one model lie. */
sealed interface ModelFolder permits DiskFolder, JarFolder {

    /**
     * The file of that path; empty if there is none that may be served.
     *
     * @param path relative, with {@code /} between names, from the model's manifest
     */
    Optional<StoredBytes> find(String path) throws IOException;

    /**
     * A folder on disk with at least these files of it, under their own paths.
     *
     * @throws IOException if one is not there or cannot be copied
     */
    Path onDisk(List<String> paths) throws IOException;

    /** For messages, for example {@code /home/ada/.cache/nearside/models/digits}. */
    @Override
    String toString();
}
