package dev.nearside.server;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The program. Without a subcommand it serves. */
@Command(
        name = "nearside",
        description = "Brings the page and the models to the browser, and serves them from this machine.",
        subcommands = {
            ServeCommand.class,
            ConfigCommand.class,
            ModelsCommand.class,
            PullCommand.class,
            RemoveCommand.class,
            VerifyCommand.class,
            ChatCommand.class
        },
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true,
        footer = {"", "Without a command it serves: 'nearside --port 8080' is 'nearside serve --port 8080'."})
public final class Nearside implements Callable<Integer> {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    /** Runs a command line and ends the program with its exit code: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Nearside())
                .setParameterExceptionHandler(CommandErrors::wrongUsage)
                .setExecutionExceptionHandler(CommandErrors::failed);
    }

    @Override
    public Integer call() {
        return ServeCommand.serve(options.settings(null));
    }

    /** What {@code --version} prints. */
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"nearside " + Version.current() + " (Java " + Runtime.version() + ")"};
        }
    }
}
