package dev.nearside.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The npm packages of peers, as {@code package-lock.json} pins them. */
final class PeerPackages {
    private PeerPackages() {}

    /** The folder {@code node_modules}, installed if it is not, or not from this lock. */
    static Path install(Path room) throws IOException {
        Path lock = room.resolve("package-lock.json");
        Path modules = room.resolve("node_modules");
        Path stamp = modules.resolve(".installed-from.json");
        if (!Files.exists(stamp) || Files.mismatch(lock, stamp) >= 0) {
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            run(List.of(windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--loglevel=error"), room);
            Files.copy(lock, stamp, StandardCopyOption.REPLACE_EXISTING);
        }
        return modules;
    }

    private static void run(List<String> command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed in " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while packages were installed", e);
        }
    }
}
