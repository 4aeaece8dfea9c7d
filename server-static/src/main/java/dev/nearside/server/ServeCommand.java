package dev.nearside.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code serve}: listens until the program is told to stop. */
@Command(
        name = "serve",
        description = "Serves the page and the models (the default).",
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Override
    public Integer call() {
        return serve(options);
    }

    static int serve(ServeOptions options) {
        ServerSettings settings = options.settings();
        NearsideServer server = NearsideServer.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
        Duration startTime = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        System.out.printf(
                Locale.ROOT,
                "Nearside %s: open %s (started in %.1f s, models in %s, Ctrl-C stops)%n",
                Version.current(),
                server.address(),
                startTime.toMillis() / 1000.0,
                settings.models());
        server.join();
        return 0;
    }
}
