package dev.nearside.server.config;

import dev.nearside.routing.RoutingRules;
import dev.nearside.server.routing.ToolsHere;
import dev.nearside.server.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings that hold in the end: flags over environment over file. A list that is given in one of them replaces that
 * of the next; an upstream replaces that of its name.
 *
 * @param file the settings file; null if there is none
 * @param port to listen on
 * @param host to listen on
 * @param models folder of installed models
 * @param lists what may be given more than once
 * @param chat how this machine chats
 * @param upstreams servers behind this one
 * @param routing who answers what
 * @param uses models on the device that rules of the file name
 */
public record Settings(
        @Nullable Path file,
        Setting<Integer> port,
        Setting<String> host,
        Setting<Path> models,
        Lists lists,
        Chat chat,
        List<Setting<UpstreamSettings>> upstreams,
        Setting<RoutingRules> routing,
        List<Use> uses) {

    /**
     * The lists.
     *
     * @param allowOrigin origins whose pages may call the API
     * @param allowHost names under which the server may be reached
     * @param pull models to be pulled once it serves
     */
    public record Lists(
            Setting<List<String>> allowOrigin, Setting<List<String>> allowHost, Setting<List<String>> pull) {}

    /**
     * How this machine chats.
     *
     * @param apiKeyEnv environment variable with the keys that requests must carry; empty if they need none
     * @param keepLoadedMinutes how long a model that nobody asks stays in memory
     * @param memoryMegabytes memory for all chat models; 0 for half of this machine's
     * @param tools what is done with tools that nobody can follow
     */
    public record Chat(
            Setting<String> apiKeyEnv,
            Setting<Integer> keepLoadedMinutes,
            Setting<Integer> memoryMegabytes,
            Setting<ToolsHere> tools) {}

    public Settings {
        upstreams = List.copyOf(upstreams);
        uses = List.copyOf(uses);
    }

    /**
     * Puts them together.
     *
     * @throws WrongSettings if the file, a variable or a flag is wrong; the message has a line for each mistake
     */
    public static Settings of(Flags flags, Map<String, String> environment) {
        Path file = SettingsFile.find(flags.config(), environment).orElse(null);
        FileSettings read = file == null
                ? FileSettings.NONE
                : SettingsFile.read(file, environment, Sources.upstreamNames(flags, environment));
        return new Sources(flags, environment, read, file).all();
    }

    /**
     * They all as YAML that can be read again, each with where it is from. Keys are in none of them: only the names of the
     * variables that hold them, and whether those are set.
     */
    public String describe(Map<String, String> environment) {
        return new Description(environment).of(this);
    }
}
