package dev.nearside.server.onnx;

import dev.nearside.error.ProviderUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * ONNX Runtime 1.29.0 for Linux reads the command line of its process when it loads, and ends the process with a
 * segmentation fault if that is about 4 KB or longer (tried: 3,973 bytes pass, 3,976 do not).
 */
final class CommandLineLimit {
    private static final int SAFE_BYTES = 3_800;
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private CommandLineLimit() {}

    /**
     * Refuses where loading would crash.
     *
     * @throws ProviderUnavailable if this program was started with too long a command line
     */
    static void require() {
        if (!Files.isReadable(COMMAND_LINE)) {
            return;
        }
        try {
            int length = Files.readAllBytes(COMMAND_LINE).length;
            if (length > SAFE_BYTES) {
                throw new ProviderUnavailable("ONNX Runtime crashes in a process with a command line of " + length
                        + " bytes; shorten it, for example by passing the class path as CLASSPATH");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
