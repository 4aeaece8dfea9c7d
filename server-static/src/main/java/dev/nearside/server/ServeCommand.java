package dev.nearside.server;

import dev.nearside.server.config.Settings;
import dev.nearside.server.hub.Pull;
import dev.nearside.server.hub.PullState;
import dev.nearside.server.hub.WantedModel;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: listens until the program is told to stop. */
@Command(
        name = "serve",
        description = "Serves the page and the models (the default).",
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Option(names = "--check", description = "Only check the settings, and print what holds: see 'nearside config'.")
    private boolean check;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.settings(null);
        if (check) {
            LocalUses.warn(settings, command.commandLine().getErr());
            command.commandLine().getOut().print(settings.describe(System.getenv()));
            command.commandLine().getOut().flush();
            return 0;
        }
        return serve(settings);
    }

    static int serve(Settings chosen) {
        LocalUses.warn(chosen, new PrintWriter(System.err, true));
        ServerSettings settings = ServerSettings.of(chosen, System.getenv());
        NearsideServer server = NearsideServer.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        System.out.printf(
                Locale.ROOT,
                "Nearside %s: open %s (started in %.1f s, models in %s%s, Ctrl-C stops)%n",
                Version.current(),
                server.address(),
                millis / 1000.0,
                settings.models(),
                chosen.file() == null ? "" : ", settings in " + chosen.file());
        chosen.lists().pull().value().forEach(model -> pull(server, model));
        server.join();
        return 0;
    }

    /** Pulls in the background. A model that cannot be had does not end the server, which has others. */
    private static void pull(NearsideServer server, String model) {
        Pull pull = server.pulls().start(WantedModel.of(model));
        Thread reporter = new Thread(() -> report(pull), "report-" + model);
        reporter.setDaemon(true);
        reporter.start();
    }

    private static void report(Pull pull) {
        PullState last = new PullReport(System.err, false).follow(pull);
        System.err.println(last.id() + ": " + last.phase().label());
    }
}
