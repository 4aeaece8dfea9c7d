package dev.nearside.server;

import dev.nearside.error.NearsideException;
import dev.nearside.server.config.WrongSettings;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Errors of the command line: one clear line, of settings one for each mistake, and an exit code that is not 0. */
final class CommandErrors {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private CommandErrors() {}

    static int wrongUsage(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        print(e.getCommandLine(), e.getMessage() + " (see " + command + " --help)");
        return WRONG_USAGE;
    }

    /** An error that nobody foresaw keeps its stack trace: it is a fault of the program. */
    static int failed(Exception e, CommandLine command, ParseResult result) throws Exception {
        if (e instanceof WrongSettings) {
            String.valueOf(e.getMessage()).lines().forEach(line -> print(command, line));
            return WRONG_USAGE;
        }
        if (e instanceof NearsideException || e instanceof UncheckedIOException) {
            print(command, e.getMessage());
            return FAILED;
        }
        throw e;
    }

    private static void print(CommandLine command, @Nullable String message) {
        command.getErr().println("nearside: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
    }
}
