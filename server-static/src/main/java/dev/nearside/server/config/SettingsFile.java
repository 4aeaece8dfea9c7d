package dev.nearside.server.config;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.RoutingRules;
import dev.nearside.server.upstream.UpstreamSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code nearside.yaml}: where it lies, and what it says. */
public final class SettingsFile {
    /** Its name. */
    public static final String NAME = "nearside.yaml";

    /** The environment variable that names another file; empty for none at all. */
    public static final String VARIABLE = "NEARSIDE_CONFIG";

    private static final int MOST_BYTES = 256 * 1024;

    private final Path path;
    private final Map<String, String> environment;
    private final @Nullable Set<String> others;

    private SettingsFile(Path path, Map<String, String> environment, @Nullable Set<String> others) {
        this.path = path;
        this.environment = environment;
        this.others = others;
    }

    /**
     * The file that holds: the one that was asked for, else the one that the environment names, else that of the working
     * folder, else that of the person's home.
     *
     * @param asked by a flag; null if there was none
     */
    public static Optional<Path> find(@Nullable Path asked, Map<String, String> environment) {
        if (asked != null) {
            return Optional.of(asked);
        }
        String named = environment.get(VARIABLE);
        if (named != null) {
            return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named));
        }
        Path home = Path.of(System.getProperty("user.home"), ".config", "nearside", NAME);
        return List.of(Path.of(NAME), home).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Reads and checks a file.
     *
     * @param environment for the variables with the keys of upstreams
     * @param others upstreams that are named elsewhere; null if it does not matter whom rules name
     * @throws WrongSettings if anything is wrong with it; the message has a line for each mistake
     */
    public static FileSettings read(Path path, Map<String, String> environment, @Nullable Set<String> others) {
        return new SettingsFile(path, environment, others).read();
    }

    private FileSettings read() {
        String text = text();
        Mistakes mistakes = new Mistakes();
        YamlNode root = YamlReader.read(text, mistakes);
        JsonValue sound = SettingsKeys.ALL.sound(NAME, root, mistakes);
        FileSettings settings =
                sound instanceof JsonObject object ? settings(object, root, mistakes) : FileSettings.NONE;
        if (!mistakes.isEmpty()) {
            throw new WrongSettings(mistakes.lines(path.toString()));
        }
        return settings;
    }

    private String text() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new WrongSettings(path + ":1:1: is longer than " + MOST_BYTES + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new WrongSettings(path + ":1:1: is not UTF-8");
        } catch (NoSuchFileException e) {
            throw new WrongSettings(path + ": there is no such file");
        } catch (IOException e) {
            throw new WrongSettings(path + ": cannot be read: " + e.getMessage());
        }
    }

    private FileSettings settings(JsonObject sound, YamlNode root, Mistakes mistakes) {
        JsonCursor json = JsonCursor.of(sound);
        List<UpstreamSettings> upstreams = json.optional("upstreams")
                .map(items -> new UpstreamReader(environment).read(items, member(root, "upstreams"), mistakes))
                .orElse(List.of());
        RoutingRules routing = sound.members().get("routing") instanceof JsonObject rules
                ? new RoutingReader(member(root, "routing"), mistakes).read(rules)
                : RoutingRules.STANDARD;
        List<Use> uses = others == null
                ? List.of()
                : new Uses(root, others, upstreams)
                        .check(mistakes).stream()
                                .map(use -> use.in(path.toString()))
                                .toList();
        return new FileSettings(
                json.optional("port").map(JsonCursor::asInt).orElse(null),
                json.optional("host").map(JsonCursor::asString).orElse(null),
                json.optional("models")
                        .map(JsonCursor::asString)
                        .map(this::folder)
                        .orElse(null),
                new FileSettings.Lists(
                        texts(json, "allowOrigin", mistakes),
                        texts(json, "allowHost", mistakes),
                        texts(json, "pull", mistakes)),
                new FileSettings.Chat(
                        json.optional("apiKeyEnv").map(JsonCursor::asString).orElse(null),
                        json.optional("keepLoadedMinutes")
                                .map(JsonCursor::asInt)
                                .orElse(null),
                        json.optional("chatMemoryMegabytes")
                                .map(JsonCursor::asInt)
                                .orElse(null),
                        json.optional("chatTools").map(JsonCursor::asString).orElse(null)),
                upstreams,
                routing,
                uses);
    }

    private static @Nullable List<String> texts(JsonCursor json, String name, Mistakes mistakes) {
        return mistakes.isEmpty() ? json.optional(name).map(JsonCursor::strings).orElse(null) : null;
    }

    private static YamlNode member(YamlNode root, String name) {
        YamlNode.Member member =
                root instanceof YamlNode.Mapping mapping ? mapping.members().get(name) : null;
        return member == null ? root : member.value();
    }

    /** Folders are meant from where the file lies, {@code ~/} from the person's home. */
    private Path folder(String text) {
        if (text.startsWith("~/")) {
            return Path.of(System.getProperty("user.home"), text.substring(2));
        }
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? Path.of(text) : folder.resolve(text).normalize();
    }
}
