package dev.nearside.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.server.upstream.UpstreamSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Map<String, String> NO_FILE = Map.of("NEARSIDE_CONFIG", "");

    @TempDir
    Path dir;

    @Test
    void withoutAnythingTheDefaultsHold() {
        Settings settings = Settings.of(flags(null), NO_FILE);

        assertThat(settings.port()).isEqualTo(new Setting<>(5173, "default"));
        assertThat(settings.host()).isEqualTo(new Setting<>("127.0.0.1", "default"));
        assertThat(settings.models().value()).endsWith(Path.of(".cache", "nearside", "models"));
        assertThat(settings.upstreams()).isEmpty();
        assertThat(settings.file()).isNull();
    }

    @Test
    void flagsCountBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        Path file = Files.writeString(dir.resolve("a.yaml"), "port: 1\nhost: file.example\nmodels: m\npull: [a]\n");
        Map<String, String> environment =
                Map.of("NEARSIDE_CONFIG", file.toString(), "NEARSIDE_PORT", "2", "NEARSIDE_HOST", "env.example");

        Settings settings = Settings.of(
                new Flags(
                        null,
                        3,
                        null,
                        null,
                        new FileSettings.Lists(null, null, List.of("b", "c")),
                        FileSettings.Chat.NONE,
                        List.of()),
                environment);

        assertThat(settings.file()).isEqualTo(file);
        assertThat(settings.port()).isEqualTo(new Setting<>(3, "--port"));
        assertThat(settings.host()).isEqualTo(new Setting<>("env.example", "NEARSIDE_HOST"));
        assertThat(settings.models()).isEqualTo(new Setting<>(dir.resolve("m"), file.toString()));
        assertThat(settings.lists().pull()).isEqualTo(new Setting<>(List.of("b", "c"), "--pull"));
    }

    @Test
    void theFileOfAFlagCountsBeforeThatOfTheEnvironment() throws Exception {
        Path one = Files.writeString(dir.resolve("one.yaml"), "port: 1\n");
        Path two = Files.writeString(dir.resolve("two.yaml"), "port: 2\n");

        Settings settings = Settings.of(flags(two), Map.of("NEARSIDE_CONFIG", one.toString()));

        assertThat(settings.port().value()).isEqualTo(2);
    }

    @Test
    void anUpstreamOfAFlagReplacesThatOfItsNameAndFindsItsKey() throws Exception {
        Path file = Files.writeString(dir.resolve("a.yaml"), """
                upstreams:
                  - {name: big-one, url: "http://file.example", apiKeyEnv: ELSEWHERE, tier: 2}
                  - {name: other, url: "http://other.example"}
                """);
        Flags flags = new Flags(
                file,
                null,
                null,
                null,
                FileSettings.Lists.NONE,
                FileSettings.Chat.NONE,
                List.of("big-one=http://flag.example/v1"));

        Settings settings = Settings.of(
                flags,
                Map.of("NEARSIDE_UPSTREAM_BIG_ONE_KEY", "hunter2", "NEARSIDE_UPSTREAM", "third=http://third.example"));

        assertThat(settings.upstreams().stream().map(Setting::from))
                .containsExactly("--upstream", file.toString(), "NEARSIDE_UPSTREAM");
        UpstreamSettings first = settings.upstreams().get(0).value();
        assertThat(first.baseUrl()).hasToString("http://flag.example/v1");
        assertThat(first.apiKeyEnv()).isEqualTo("NEARSIDE_UPSTREAM_BIG_ONE_KEY");
        assertThat(first.share().tier()).isEqualTo(1);
        assertThat(settings.upstreams().get(1).value().apiKeyEnv()).isNull();
    }

    @Test
    void wrongFlagsAndVariablesAreAllNamedAndSecretsAreNotRepeated() {
        Flags flags = new Flags(
                null,
                70_000,
                null,
                null,
                new FileSettings.Lists(List.of("*"), null, null),
                new FileSettings.Chat("sk-hunter2", -1, null, "maybe"),
                List.of("nonsense", "a=ftp://x", "b=https://u:hunter2@x"));
        Map<String, String> environment = Map.of("NEARSIDE_CONFIG", "", "NEARSIDE_HOST", "a b");

        assertThatThrownBy(() -> assertThat(Settings.of(flags, environment)).isNull())
                .isInstanceOf(WrongSettings.class)
                .hasMessageContainingAll(
                        "--port: must be a whole number, 0 to 65535",
                        "NEARSIDE_HOST: must be a host name or an address",
                        "--allow-origin: must be an origin",
                        "--api-key-env: must be the name of an environment variable",
                        "--keep-loaded: must be a whole number, 0 to 100000, not the number -1",
                        "--upstream: must be NAME=URL",
                        "--upstream: the address of upstream a must be an http or https address",
                        "--upstream: the address of upstream b must be")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void whatIsPrintedCanBeReadAgainAndHoldsNoKey() throws Exception {
        Path file = Files.writeString(dir.resolve("a.yaml"), """
                port: 8080
                apiKeyEnv: OUR_KEYS
                keepLoadedMinutes: 3
                upstreams:
                  - name: openai
                    url: https://api.openai.com/v1
                    apiKeyEnv: OPENAI_API_KEY
                    models: [{id: gpt-4o, price: {input: 2.5, output: 10}, tasks: [code]}]
                  - {name: az, kind: azure, url: "https://x.openai.azure.com", apiKeyEnv: AZ, apiVersion: "2024-10-21",
                     models: [{id: a, deployment: b}]}
                routing:
                  policy: prefer-cloud
                  maxCost: 0.5
                  privacy: {patterns: [email], words: [secret]}
                  tasks: [{name: complex, words: [prove], examples: [Why?], similarity: 0.7}]
                  rules:
                    - {name: r, when: {task: complex, offline: false}, then: {policy: only-device, use: [jvm]}}
                    - {name: s, when: {minTokens: 9}, then: {refuse: too long}}
                """);
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "hunter2");

        Settings settings = Settings.of(flags(file), environment);
        String shown = settings.describe(environment);
        Path again = Files.writeString(dir.resolve("b.yaml"), shown);

        assertThat(shown)
                .contains("port: 8080  # " + file, "host: \"127.0.0.1\"  # default")
                .contains("OPENAI_API_KEY is set", "AZ is not set", "OUR_KEYS is not set", "keepLoadedMinutes: 3")
                .doesNotContain("hunter2");
        assertThat(SettingsFile.read(again, environment, Set.of()).upstreams())
                .isEqualTo(SettingsFile.read(file, environment, Set.of()).upstreams());
        assertThat(SettingsFile.read(again, environment, Set.of()).routing())
                .isEqualTo(SettingsFile.read(file, environment, Set.of()).routing());
    }

    private static Flags flags(@Nullable Path config) {
        return Flags.ofModels(config, null);
    }
}
