package dev.nearside.server.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command that installs a model, as a person types it. */
public final class PullLine {
    private static final Logger LOG = LoggerFactory.getLogger(PullLine.class);
    private static final String USUAL_JAR = "nearside.jar";

    private PullLine() {}

    /**
     * The whole command, for example {@code java -jar nearside.jar pull smollm2-135m-instruct}.
     *
     * @param folder where the model has to lie; named only if it is not where models usually lie
     */
    public static String of(String id, Path folder) {
        return of("pull", id, folder);
    }

    /** As {@link #of(String, Path)}, of another command that takes a model. */
    public static String of(String command, String id, Path folder) {
        // Of a program that was started with -jar this is the jar, as it was typed.
        String program = System.getProperty("java.class.path", "");
        String jar = program.matches("[^:;]+\\.jar") ? program : USUAL_JAR;
        return "java -jar " + quoted(jar) + " " + command + " " + id
                + (isUsual(folder) ? "" : " --models " + quoted(folder + ""));
    }

    private static boolean isUsual(Path folder) {
        Path usual = Path.of(System.getProperty("user.home"), ".cache", "nearside", "models");
        try {
            return Files.isDirectory(usual) && Files.isSameFile(usual, folder);
        } catch (IOException e) {
            LOG.debug("{} and {} cannot be compared", usual, folder, e);
            return false;
        }
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:@~\\\\-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
