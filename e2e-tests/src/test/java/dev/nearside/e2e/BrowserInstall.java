package dev.nearside.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts a browser on a machine that has none. */
final class BrowserInstall {
    private static final Path APT = Path.of("/usr/bin/apt-get");

    private BrowserInstall() {}

    /** Whether this is Debian or a child of it, and we may install packages. */
    static boolean packagesMayBeInstalled() {
        return Files.isExecutable(APT) && "root".equals(System.getProperty("user.name"));
    }

    /**
     * Installs Debian's package {@code chromium}.
     *
     * @throws IllegalStateException if that did not work
     */
    static void installPackage() {
        run(List.of("apt-get", "update", "-qq"));
        run(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"));
    }

    private static void run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("'" + String.join(" ", command) + "' ended with " + status
                        + "; install Chrome, Edge or Chromium, or name one in NEARSIDE_BROWSER");
            }
        } catch (IOException e) {
            throw new IllegalStateException("'" + String.join(" ", command) + "' could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a browser was being installed", e);
        }
    }
}
