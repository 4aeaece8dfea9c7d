package dev.nearside.server.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A resource of the class path. The build stores models in the jar as they are, so that an offset is reached by skipping; in
 * a jar that compresses it, all before it would have to be inflated.
 *
 * @param resource its name, without a leading slash
 * @param length its length, as the index beside it says
 */
record JarBytes(String resource, long length) implements StoredBytes {

    @Override
    public InputStream openAt(long offset) throws IOException {
        InputStream stream = JarBytes.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new FileNotFoundException(resource + " is not in this jar");
        }
        try {
            stream.skipNBytes(offset);
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }
}
