package dev.nearside.server;

import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.server.config.Spelling;
import dev.nearside.server.config.WrongSettings;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Errors of the command line: one clear line, of settings one for each mistake, and an exit code: 2 for what was typed or
 * configured wrongly, a model that nobody knows included, 1 for what failed.
 */
final class CommandErrors {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private CommandErrors() {}

    static int wrongUsage(ParameterException e, String[] args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String message =
                e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched, command) : e.getMessage();
        if (e instanceof MissingParameterException && command.userObject() instanceof NeedsModel asking) {
            message = asking.whichModel();
        }
        print(e.getCommandLine(), message + " (see " + command.qualifiedName() + " --help)");
        return WRONG_USAGE;
    }

    /** What nothing is known by, and what may have been meant. */
    private static @Nullable String unknown(UnmatchedArgumentException e, CommandSpec command) {
        String word = e.getUnmatched().get(0);
        boolean isOption = word.startsWith("-");
        Set<String> known =
                isOption ? command.optionsMap().keySet() : command.subcommands().keySet();
        if (known.isEmpty()) {
            return e.getMessage();
        }
        String name = isOption ? word.split("=", 2)[0] : word;
        String hint = Spelling.nearest(name, List.copyOf(known))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(isOption ? "" : "; there are " + String.join(", ", known));
        return "there is no " + (isOption ? "option '" : "command '") + name + "'" + hint;
    }

    /** An error that nobody foresaw keeps its stack trace: it is a fault of the program. */
    static int failed(Exception e, CommandLine command, ParseResult result) throws Exception {
        if (e instanceof WrongSettings) {
            String.valueOf(e.getMessage()).lines().forEach(line -> print(command, line));
            return WRONG_USAGE;
        }
        if (e instanceof ModelNotFound) {
            print(command, e.getMessage());
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
