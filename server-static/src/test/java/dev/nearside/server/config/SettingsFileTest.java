package dev.nearside.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nearside.routing.Policy;
import dev.nearside.routing.Price;
import dev.nearside.routing.Target;
import dev.nearside.server.upstream.ModelSettings;
import dev.nearside.server.upstream.UpstreamKind;
import dev.nearside.server.upstream.UpstreamSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    Path dir;

    @Test
    void everyKeyIsRead() throws Exception {
        FileSettings settings = read("""
                port: 8080
                host: "0.0.0.0"
                models: stuff/models
                allowOrigin: [https://chat.example.org, "http://localhost:3000"]
                allowHost: [demo.example]
                chatTools: leave-out
                pull: [smollm2-135m-instruct]
                upstreams:
                  - name: openai
                    url: https://api.openai.com/v1
                    kind: openai
                    apiKeyEnv: OPENAI_API_KEY
                    tier: 2
                    weight: 3
                    connectMillis: 1000
                    firstTokenMillis: 20000
                    idleMillis: 9000
                    models:
                      - id: gpt-4o-mini
                        contextLength: 128000
                        tasks: [code]
                        price: {input: 0.15, output: 0.6}
                  - {name: foundry, kind: foundry}
                routing:
                  policy: prefer-cloud
                """);

        UpstreamSettings openAi = settings.upstreams().get(0);
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.models()).isEqualTo(dir.resolve("stuff/models"));
        assertThat(settings.lists().allowOrigin()).containsExactly("https://chat.example.org", "http://localhost:3000");
        assertThat(settings.lists().allowHost()).containsExactly("demo.example");
        assertThat(settings.chat().tools()).isEqualTo("leave-out");
        assertThat(settings.lists().pull()).containsExactly("smollm2-135m-instruct");
        assertThat(openAi.name()).isEqualTo("openai");
        assertThat(openAi.kind()).isEqualTo(UpstreamKind.OPENAI);
        assertThat(openAi.baseUrl()).hasToString("https://api.openai.com/v1");
        assertThat(openAi.apiKeyEnv()).isEqualTo("OPENAI_API_KEY");
        assertThat(openAi.share()).isEqualTo(new Target.Share(2, 3));
        assertThat(openAi.patience().connect()).isEqualTo(Duration.ofSeconds(1));
        assertThat(openAi.patience().firstToken()).isEqualTo(Duration.ofSeconds(20));
        assertThat(openAi.patience().idle()).isEqualTo(Duration.ofSeconds(9));
        assertThat(openAi.models())
                .containsExactlyEntriesOf(
                        Map.of("gpt-4o-mini", new ModelSettings(128_000, Set.of("code"), new Price(0.15, 0.6), null)));
        assertThat(settings.upstreams().get(1).kind()).isEqualTo(UpstreamKind.FOUNDRY);
        assertThat(settings.routing().policy()).isEqualTo(Policy.PREFER_CLOUD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "upstreams:\nrouting:\n", "\ufeffpull: []\n"})
    void whatIsLeftOutIsAsWithoutAFile(String text) throws Exception {
        FileSettings settings = read(text);

        assertThat(settings.port()).isNull();
        assertThat(settings.upstreams()).isEmpty();
        assertThat(settings.routing()).isEqualTo(FileSettings.NONE.routing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            port: 70000                            | 1:7: port: must be a whole number, 0 to 65535, not the number 70000
            port: -1                               | 1:7: port: must be a whole number, 0 to 65535, not the number -1
            port: 80.5                             | 1:7: port: must be a whole number, 0 to 65535, not the number 80.5
            port: 0x50                             | 1:7: port: must be a whole number, 0 to 65535, not the text "0x50"
            port: "80"                             | 1:7: port: must be a whole number, 0 to 65535, not the text "80"
            port: [80]                             | 1:7: port: must be a whole number, 0 to 65535, not a list
            port: 99999999999                      | 1:7: port: must be a whole number, 0 to 65535, not the number 99999999999
            prot: 80                               | 1:1: 'prot' is unknown; did you mean 'port'?
            allow-origin: []                       | 1:1: 'allow-origin' is unknown; did you mean 'allowOrigin'?
            Upstream: []                           | 1:1: 'Upstream' is unknown; did you mean 'upstreams'?
            colour: red                            | 1:1: 'colour' is unknown; there are port, host, models, allowOrigin, allowHost, pull, apiKeyEnv, keepLoadedMinutes, chatMemoryMegabytes, chatTools, upstreams, routing
            host: a b                              | 1:7: host: must be a host name or an address, not the text "a b"
            allowOrigin: https://a.example         | 1:14: allowOrigin: must be a list, not the text "https://a.example"
            allowOrigin: ["*"]                     | 1:15: allowOrigin[0]: must be an origin such as https://example.org, not the text "*"
            pull: [a, a]                           | 1:11: pull[1]: 'a' is there already
            pull: [a, ]                            | ok
            pull: [a, null]                        | 1:11: pull[1]: is empty
            pull: [""]                             | 1:8: pull[0]: must be a text that is not blank, not the text ""
            routing: fast                          | 1:10: routing: must be keys with values, not the text "fast"
            routing: {policy: only-devices}        | 1:19: policy: must be one of only-device, prefer-device, prefer-cloud, only-cloud, not the text "only-devices"
            routing: {maxCost: -0.1}               | 1:20: maxCost: must be a number, 0 or more, not the number -0.1
            routing: {maxCost: .inf}               | 1:20: maxCost: must be a number, 0 or more, not the text ".inf"
            routing: {deadlineMillis: 0}           | 1:27: deadlineMillis: must be a whole number, 1 or more, not the number 0
            routing: {privacy: {patterns: [mail]}} | 1:32: patterns[0]: must be one of email, card, iban, phone, key, not the text "mail"
            routing: {tasks: [{name: private}]}    | 1:26: name: must be lower-case letters, digits and hyphens, not private, not the text "private"
            routing: {tasks: [{name: a, similarity: 0}]} | 1:41: similarity: must be a number, above 0, 1 at most, not the number 0
            routing: {tasks: [{fences: yes}]}      | 1:28: fences: must be true or false, not the text "yes"
            upstreams: [{name: tab, url: "http://a"}] | 1:20: name: must be letters, digits, '.', '_' and '-', 64 at most; not tab, jvm or auto, not the text "tab"
            upstreams: [{name: a, kind: vllm, url: "http://a"}] | 1:29: kind: must be one of auto, openai, azure, foundry, ollama, not the text "vllm"
            upstreams: [{name: a}]                 | 1:13: upstream a: 'url' is missing
            upstreams: [{url: "http://a"}]         | 1:13: upstreams[0]: 'name' is missing
            upstreams: [{name: , url: "http://a"}] | 1:19: name: needs a value
            upstreams: {name: a}                   | 1:12: upstreams: must be a list, not keys with values
            upstreams: [{name: a, url: "http://a", tier: 0}] | 1:46: tier: must be a whole number, 1 or more, not the number 0
            - port: 80                             | 1:1: nearside.yaml: must be keys with values, not a list
            """)
    void aMistakeIsNamedWithItsPlace(String text, String expected) throws Exception {
        Path file = write(text + "\n");

        if (expected.equals("ok")) {
            assertThat(read(text)).isNotNull();
        } else {
            assertThat(mistakes(file)).contains(file + ":" + expected);
        }
    }

    @Test
    void allMistakesAreListedInTheOrderOfTheFile() throws Exception {
        Path file = write("""
                port: http
                hots: example.org
                upstreams:
                  - name: one
                    url: http://127.0.0.1:8000
                    teir: 2
                  - name: one
                    url: ftp://example.org
                routing:
                  policy: only-device
                  tasks:
                    - name: Complex
                  rules:
                    - name: large
                      when: {minTokens: 10, maxTokens: 5}
                      then: {policy: prefer-cloud}
                    - name: large
                      when: {task: poems}
                      then: {refuse: no, use: [one]}
                    - name: never
                      when: {}
                      then: {}
                port: 80
                """);

        assertThat(mistakes(file))
                .containsExactly(
                        file + ":1:7: port: must be a whole number, 0 to 65535, not the text \"http\"",
                        file + ":2:1: 'hots' is unknown; did you mean 'host'?",
                        file + ":6:5: 'teir' is unknown; did you mean 'tier'?",
                        file + ":7:11: upstreams[1]: 'one' is there already",
                        file + ":8:10: url: must be an http or https address, without user, query and fragment",
                        file + ":12:13: name: must be lower-case letters, digits and hyphens, not private, not the text"
                                + " \"Complex\"",
                        file + ":15:25: rules[0].when.minTokens: is more than maxTokens, so the rule never holds",
                        file
                                + ":16:22: rules[0].then.policy: prefer-cloud is wider than the policy, only-device; a rule"
                                + " can only narrow it",
                        file + ":17:13: rules[1]: 'large' is there already",
                        file + ":19:22: rules[1].then.refuse: stands alone: what is refused goes nowhere",
                        file + ":21:13: when: needs a condition; what shall always hold is the policy",
                        file + ":22:13: then: does nothing; it can have policy, use or refuse",
                        file + ":23:1: port: stands here a second time; the first is in line 1");
    }

    @Test
    void secretsWrittenByMistakeAreNotRepeated() throws Exception {
        Path file = write("""
                upstreams:
                  - name: one
                    url: https://ada:hunter2@example.org/v1
                    apiKeyEnv: sk-hunter2
                  - name: two
                    url: https://example.org/v1?key=hunter2
                """);

        assertThat(mistakes(file)).hasSize(3).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void whatIsNoTextOrTooLongOrNotThereIsRefused() throws Exception {
        Path binary = Files.write(dir.resolve("binary.yaml"), new byte[] {'a', (byte) 0xC3, 0x28});
        assertThat(mistakes(binary)).containsExactly(binary + ":1:1: is not UTF-8");

        Path huge = write("# " + "x".repeat(300_000));
        assertThat(mistakes(huge)).containsExactly(huge + ":1:1: is longer than 262144 bytes");

        Path none = dir.resolve("none.yaml");
        assertThat(mistakes(none)).containsExactly(none + ": there is no such file");
    }

    @Test
    void theExamplesOfTheDocumentationAreRight() throws Exception {
        for (String page : List.of("routing.md", "configuration.md")) {
            String text = Files.readString(Path.of("..", "docs", page));
            int begin = text.indexOf("```yaml\n") + "```yaml\n".length();

            FileSettings settings = read(text.substring(begin, text.indexOf("```", begin)));

            assertThat(settings.routing().rules()).as(page).isNotEmpty();
        }
    }

    private FileSettings read(String text) throws IOException {
        return SettingsFile.read(write(text), Map.of(), Set.of("openai"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("nearside.yaml"), text);
    }

    private static List<String> mistakes(Path file) {
        WrongSettings wrong =
                catchThrowableOfType(WrongSettings.class, () -> assertThat(SettingsFile.read(file, Map.of(), Set.of()))
                        .isNull());
        return String.valueOf(wrong.getMessage()).lines().toList();
    }
}
