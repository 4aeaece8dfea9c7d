package dev.nearside.server.config;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.RoutingRules;
import dev.nearside.server.config.Setting.Search;
import dev.nearside.server.routing.ToolsHere;
import dev.nearside.server.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks every setting up, in the flags, in the environment, and in the file. */
final class Sources {
    private static final String UPSTREAMS = "NEARSIDE_UPSTREAM";

    private final Flags flags;
    private final Map<String, String> environment;
    private final FileSettings file;
    private final @Nullable Path path;
    private final List<String> wrong = new ArrayList<>();

    Sources(Flags flags, Map<String, String> environment, FileSettings file, @Nullable Path path) {
        this.flags = flags;
        this.environment = environment;
        this.file = file;
        this.path = path;
    }

    /**
     * Every setting.
     *
     * @throws WrongSettings if a flag or a variable is wrong
     */
    Settings all() {
        Settings settings = new Settings(
                path,
                whole("port", SettingsKeys.PORT, flags.port(), file.port()).orElse(5173),
                host(),
                models(),
                new Settings.Lists(
                        list("allow-origin", SettingsKeys.ORIGIN, FileSettings.Lists::allowOrigin),
                        list("allow-host", SettingsKeys.HOST, FileSettings.Lists::allowHost),
                        list("pull", Kind.Text.ANY, FileSettings.Lists::pull)),
                chat(),
                upstreams(),
                file.routing().equals(RoutingRules.STANDARD)
                        ? new Setting<>(file.routing(), Setting.DEFAULT)
                        : new Setting<>(file.routing(), fileName()),
                file.uses());
        if (!wrong.isEmpty()) {
            throw new WrongSettings(wrong);
        }
        return settings;
    }

    /** A number by the names of its flag and, in capitals, of its variable. */
    private Search<Integer> whole(String name, Kind kind, @Nullable Integer flag, @Nullable Integer inFile) {
        String variable = variableOf(name);
        String text = variable(variable);
        int known = wrong.size();
        if (text != null) {
            check(variable, kind, text.equals("null") ? new JsonString(text) : YamlReader.plain(text));
        }
        if (flag != null) {
            check("--" + name, kind, YamlReader.plain(flag.toString()));
        }
        Integer number = text == null || wrong.size() > known ? null : Integer.valueOf(text);
        return Search.in("--" + name, flag).or(variable, number).or(fileName(), inFile);
    }

    private static String variableOf(String flag) {
        return "NEARSIDE_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private Settings.Chat chat() {
        FileSettings.Chat said = flags.chat();
        FileSettings.Chat inFile = file.chat();
        Setting<String> keys = Search.in("--api-key-env", said.apiKeyEnv())
                .or("NEARSIDE_API_KEY_ENV", variable("NEARSIDE_API_KEY_ENV"))
                .or(fileName(), inFile.apiKeyEnv())
                .orElse("");
        if (!keys.from().equals(Setting.DEFAULT)) {
            check(keys.from(), SettingsKeys.VARIABLE, new JsonString(keys.value()));
        }
        return new Settings.Chat(
                keys,
                whole("keep-loaded", SettingsKeys.MINUTES, said.keepLoadedMinutes(), inFile.keepLoadedMinutes())
                        .orElse(10),
                whole("chat-memory", SettingsKeys.MEGABYTES, said.memoryMegabytes(), inFile.memoryMegabytes())
                        .orElse(0),
                tools(said.tools(), inFile.tools()));
    }

    private Setting<ToolsHere> tools(@Nullable String flag, @Nullable String inFile) {
        Setting<String> label = Search.in("--chat-tools", flag)
                .or("NEARSIDE_CHAT_TOOLS", variable("NEARSIDE_CHAT_TOOLS"))
                .or(fileName(), inFile)
                .orElse(ToolsHere.REFUSE.label());
        check(label.from(), SettingsKeys.TOOLS, new JsonString(label.value()));
        return new Setting<>(ToolsHere.of(label.value()), label.from());
    }

    private Setting<String> host() {
        Setting<String> host = Search.in("--host", flags.host())
                .or("NEARSIDE_HOST", variable("NEARSIDE_HOST"))
                .or(fileName(), file.host())
                .orElse("127.0.0.1");
        check(host.from(), SettingsKeys.HOST, new JsonString(host.value()));
        return host;
    }

    private Setting<Path> models() {
        String variable = variable("NEARSIDE_MODELS");
        return Search.in("--models", flags.models())
                .or("NEARSIDE_MODELS", variable == null ? null : Path.of(variable))
                .or(fileName(), file.models())
                .orElse(Path.of(System.getProperty("user.home"), ".cache", "nearside", "models"));
    }

    /** Which list of several. */
    private interface Which {
        @Nullable
        List<String> of(FileSettings.Lists lists);
    }

    private Setting<List<String>> list(String flag, Kind item, Which which) {
        String variable = variableOf(flag);
        Setting<List<String>> list = Search.in("--" + flag, which.of(flags.lists()))
                .or(variable, split(variable))
                .or(fileName(), which.of(file.lists()))
                .orElse(List.of());
        list.value().forEach(one -> check(list.from(), item, new JsonString(one)));
        return list;
    }

    /** The names of upstreams outside of the file; null if the command asks none. */
    static @Nullable Set<String> upstreamNames(Flags flags, Map<String, String> environment) {
        if (flags.upstreams() == null) {
            return null;
        }
        List<String> pairs = new ArrayList<>(ofFlags(flags));
        pairs.addAll(List.of(environment.getOrDefault(UPSTREAMS, "").split(",")));
        return pairs.stream().map(pair -> pair.split("=", 2)[0].strip()).collect(Collectors.toSet());
    }

    private static List<String> ofFlags(Flags flags) {
        List<String> upstreams = flags.upstreams();
        return upstreams == null ? List.of() : upstreams;
    }

    private List<Setting<UpstreamSettings>> upstreams() {
        Map<String, Setting<UpstreamSettings>> all = new LinkedHashMap<>();
        file.upstreams().forEach(one -> all.put(one.name(), new Setting<>(one, fileName())));
        List<String> ofEnvironment = split(UPSTREAMS);
        if (ofEnvironment != null) {
            ofEnvironment.forEach(one -> add(UPSTREAMS, one, all));
        }
        ofFlags(flags).forEach(one -> add("--upstream", one, all));
        return List.copyOf(all.values());
    }

    private void add(String from, String pair, Map<String, Setting<UpstreamSettings>> all) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            wrong.add(from + ": must be NAME=URL");
            return;
        }
        try {
            UpstreamSettings one = new UpstreamReader(environment)
                    .named(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
            all.put(one.name(), new Setting<>(one, from));
        } catch (InvalidInput e) {
            wrong.add(from + ": " + e.getMessage());
        }
    }

    /** What a variable lists with commas; null if it is not set. */
    private @Nullable List<String> split(String name) {
        String text = variable(name);
        if (text == null) {
            return null;
        }
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private void check(String from, Kind kind, JsonValue value) {
        Mistakes mistakes = new Mistakes();
        if (kind.sound(from, new YamlNode.Scalar(value, Position.START), mistakes) == JsonNull.NULL) {
            wrong.addAll(mistakes.texts());
        }
    }

    /** The value of a variable; null if it is not set, or empty. */
    private @Nullable String variable(String name) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    private String fileName() {
        return path == null ? Setting.DEFAULT : path.toString();
    }
}
