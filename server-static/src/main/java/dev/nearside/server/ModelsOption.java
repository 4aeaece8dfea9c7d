package dev.nearside.server;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The models folder, which every command takes. */
final class ModelsOption {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "${env:NEARSIDE_MODELS:-${sys:user.home}/.cache/nearside/models}",
            description = {
                "Folder of installed models; made if it is missing (default: ${DEFAULT-VALUE}).",
                "Environment: NEARSIDE_MODELS."
            })
    private Path folder = Path.of("");

    Path folder() {
        return folder;
    }
}
