package dev.nearside.server.hub.transfer;

import dev.nearside.error.NearsideException;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Room on the disk. */
public final class DiskSpace {
    /** What is left free for others: 64 MiB. */
    private static final long RESERVE = 64L << 20;

    private static final double MEBIBYTE = 1 << 20;

    private DiskSpace() {}

    /**
     * Makes sure that there is room for so many bytes.
     *
     * @throws TransferFailed if there is not
     */
    public static void require(Path folder, long bytes) {
        long free = free(folder);
        if (free < bytes + RESERVE) {
            throw new TransferFailed(
                    Reason.DISK_FULL,
                    String.format(
                            Locale.ROOT,
                            "there is no room in %s: %.1f MiB are needed, %.1f MiB are free; free some, or choose another"
                                    + " folder with --models",
                            folder,
                            (bytes + RESERVE) / MEBIBYTE,
                            free / MEBIBYTE));
        }
    }

    /** The error of a write that failed: the disk is full, or it is broken. */
    public static NearsideException failed(IOException e, Path path) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space") || text.contains("not enough space") || text.contains("quota")) {
            return new TransferFailed(
                    Reason.DISK_FULL,
                    "the disk is full: " + path + " could not be written; free some room and pull again, what arrived"
                            + " is kept",
                    e);
        }
        return new StorageFailed(path + " cannot be written: " + reason(e), e);
    }

    /** File system errors often carry nothing but the path, so the kind of error is named too. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new StorageFailed("the free space of " + folder + " cannot be found out: " + reason(e), e);
        }
    }
}
