package dev.nearside.server;

import dev.nearside.server.config.Flags;
import dev.nearside.server.config.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The models folder and the settings file, which every command takes. */
final class ModelsOption {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = {
                "Folder of installed models; made if it is missing (default: ~/.cache/nearside/models).",
                "Environment: NEARSIDE_MODELS."
            })
    private @Nullable Path folder;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "Settings file (default: ./nearside.yaml, else ~/.config/nearside/nearside.yaml).",
                "Flags count before the environment, and that before the file.",
                "Environment: NEARSIDE_CONFIG."
            })
    private @Nullable Path config;

    /** The folder that flags, environment and file name. */
    Path folder() {
        return Settings.of(Flags.ofModels(config, folder), System.getenv())
                .models()
                .value();
    }

    /** The folder that the flag names; null if there is none. */
    @Nullable
    Path folderFlag() {
        return folder;
    }

    /** The file that the flag names; null if there is none. */
    @Nullable
    Path configFlag() {
        return config;
    }
}
