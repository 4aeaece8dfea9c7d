package dev.nearside.server.hub;

import dev.nearside.server.hub.transfer.DiskSpace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One installation of a model at a time, among all processes of this machine. The system frees it when one is killed. */
final class InstallLock {
    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final Path file;
    private final FileChannel channel;

    private InstallLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits for its turn and works.
     *
     * @param waiting called between looks while another has it; what it throws ends the wait
     */
    static void whileHeld(Path models, String id, Runnable waiting, Runnable work) {
        InstallLock lock = acquire(models, id, waiting);
        try {
            work.run();
        } finally {
            lock.close();
        }
    }

    private static InstallLock acquire(Path models, String id, Runnable waiting) {
        Path file = models.resolve(Staging.FOLDER).resolve(id + ".lock");
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            InstallLock lock = new InstallLock(file, channel);
            try {
                while (lock.tryLock() == null) {
                    waiting.run();
                    TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
                }
                return lock;
            } catch (InterruptedException e) {
                lock.close();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (RuntimeException | IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw DiskSpace.failed(e, file);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another server in this same process, as tests have it.
            return null;
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DiskSpace.failed(e, file);
        }
    }
}
