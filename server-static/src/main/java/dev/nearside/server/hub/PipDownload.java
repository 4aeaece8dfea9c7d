package dev.nearside.server.hub;

import dev.nearside.server.hub.transfer.DiskSpace;
import dev.nearside.server.hub.transfer.TransferFailed;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of {@code pip download}, watched: how much is there is seen from its temporary folder. */
final class PipDownload {
    private static final long MILLIS_BETWEEN_LOOKS = 250;

    private final List<String> pip;
    private final Map<String, String> environment;
    private final Path folder;
    private final Pull pull;

    PipDownload(List<String> pip, Map<String, String> environment, Path folder, Pull pull) {
        this.pip = pip;
        this.environment = environment;
        this.folder = folder;
        this.pull = pull;
    }

    /**
     * Downloads the package's wheel into the folder.
     *
     * @throws TransferFailed if pip cannot
     */
    void run(String requirement) throws IOException {
        List<String> command = new ArrayList<>(pip);
        command.addAll(
                List.of("download", "--no-deps", "--only-binary", ":all:", "--no-input", "--progress-bar", "off"));
        command.addAll(List.of("--disable-pip-version-check", "--dest", folder.toString(), requirement));
        Path temporary = Files.createDirectories(folder.resolve("pip"));
        Path log = folder.resolve("pip.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("TMPDIR", temporary.toString());
        Process process = builder.start();
        try {
            long seen = 0;
            while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                pull.checkCancelled();
                long now = Math.max(seen, largest(temporary));
                pull.bytes(now - seen);
                seen = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failed(requirement, Files.readString(log));
        }
    }

    private static TransferFailed failed(String requirement, String log) {
        String last = log.lines()
                .filter(line -> line.startsWith("ERROR:"))
                .reduce((earlier, later) -> later)
                .orElse(log.strip());
        boolean full = log.contains("No space left");
        boolean offline = log.contains("NewConnectionError")
                || log.contains("Name or service not known")
                || log.contains("ConnectTimeoutError")
                || log.contains("name resolution");
        Reason reason = full ? Reason.DISK_FULL : offline ? Reason.UNREACHABLE : Reason.NOT_FOUND;
        String why = offline ? "it reaches no package index; is this machine offline?" : last;
        return new TransferFailed(reason, "pip could not download " + requirement + ": " + why);
    }

    /** Pip keeps a copy or two beside what it downloads, so their sum says nothing. */
    private static long largest(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .max()
                    .orElse(0);
        } catch (java.io.UncheckedIOException | NoSuchFileException e) {
            // pip took a file away while it was looked at; the next look sees the rest.
            return 0;
        } catch (IOException e) {
            throw DiskSpace.failed(e, folder);
        }
    }
}
