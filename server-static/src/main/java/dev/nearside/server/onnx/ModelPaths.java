package dev.nearside.server.onnx;

import dev.nearside.runtime.ModelFiles;
import java.nio.file.Path;

/** Where the files of models lie on disk. */
@FunctionalInterface
public interface ModelPaths {

    /**
     * The ONNX file, with its external data where it looks for it, all of them verified.
     *
     * @throws dev.nearside.error.ModelNotFound if a file is missing
     * @throws dev.nearside.error.IntegrityMismatch if a file is not the one of the manifest
     */
    Path graph(ModelFiles files);
}
