package dev.nearside.server;

import dev.nearside.server.config.Settings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config}: checks the settings and shows what holds in the end. */
@Command(
        name = "config",
        description = {
            "Checks the settings, prints what holds in the end and where it is from, and ends.",
            "Keys are never printed. A wrong file is exit code 2, and a line for each mistake."
        },
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Option(names = "--check", paramLabel = "FILE", description = "Settings file to be checked, as --config.")
    private @Nullable Path file;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.settings(file);
        LocalUses.warn(settings, command.commandLine().getErr());
        String shown = settings.describe(System.getenv());
        command.commandLine().getOut().print(shown);
        command.commandLine().getOut().flush();
        return 0;
    }
}
