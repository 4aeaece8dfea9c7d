package dev.nearside.server.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds where Foundry Local's service listens, by asking its command line, as its own libraries do. */
class FoundryService {
    private static final Logger LOG = LoggerFactory.getLogger(FoundryService.class);
    private static final int SECONDS = 10;

    /** Only this machine: who else is named there is not asked. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})(?=[/,\\s]|$)");

    /** Where it listens; empty if it does not run, or is not installed. */
    Optional<URI> find() {
        return addressIn(status());
    }

    /** The first address of this machine in what {@code foundry service status} says. */
    static Optional<URI> addressIn(String status) {
        Matcher address = ADDRESS.matcher(status);
        return address.find() ? Optional.of(URI.create(address.group())) : Optional.empty();
    }

    private static String status() {
        try {
            Path said = Files.createTempFile("foundry", ".txt");
            try {
                return status(said);
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            LOG.debug("Foundry Local cannot be asked where it listens", e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Through a file, as a pipe could not be read with a limit in time. */
    private static String status(Path said) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("foundry", "service", "status")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            LOG.debug("Foundry Local did not say within {} s where it listens", SECONDS);
            return "";
        }
        return Files.readString(said);
    }
}
