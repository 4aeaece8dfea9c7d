package dev.nearside.server.files;

import java.io.IOException;
import java.util.Optional;

/** Where the files of one model lie. */
sealed interface ModelFolder permits DiskFolder, JarFolder {

    /**
     * The file of that path; empty if there is none that may be served.
     *
     * @param path relative, with {@code /} between names, from the model's manifest
     */
    Optional<StoredBytes> find(String path) throws IOException;

    /** For messages, for example {@code /home/ada/.cache/nearside/models/digits}. */
    @Override
    String toString();
}
