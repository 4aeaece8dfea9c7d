package dev.nearside.server;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@code serve}. */
final class ServeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:NEARSIDE_PORT:-5173}",
            description = {
                "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).",
                "Environment: NEARSIDE_PORT."
            })
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${env:NEARSIDE_HOST:-127.0.0.1}",
            description = {
                "Address to listen on, 0.0.0.0 for all (default: ${DEFAULT-VALUE}).",
                "Environment: NEARSIDE_HOST."
            })
    private String host = "";

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Origin whose pages may call the API, for example https://chat.example.org. Repeatable.")
    private final List<String> origins = new ArrayList<>();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            split = ",",
            description = "Name, besides localhost, under which the server may be reached. Repeatable.")
    private final List<String> hosts = new ArrayList<>();

    @Option(
            names = "--pull",
            paramLabel = "MODEL",
            split = ",",
            description = "Model to be pulled once it serves, if it is not installed: see 'nearside pull'. Repeatable.")
    private final List<String> pulls = new ArrayList<>();

    /** The models to be pulled. */
    List<String> pulls() {
        return List.copyOf(pulls);
    }

    /** The settings that they make. */
    ServerSettings settings() {
        if (port < 0 || port > 65535) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--port': '" + port + "' is not 0 to 65535");
        }
        return new ServerSettings(host, port, models.folder(), origins, hosts);
    }
}
