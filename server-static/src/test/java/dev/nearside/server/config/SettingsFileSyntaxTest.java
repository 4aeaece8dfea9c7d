package dev.nearside.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of YAML is read, and what is refused. */
class SettingsFileSyntaxTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pull: [&a b, *a]             | 1:14: aliases such as *a are not read; write the value itself
            port: !!java.net.URL 80      | 1:7: tags such as tag:yaml.org,2002:java.net.URL are not read
            pull: !x [a]                 | 1:7: tags such as !x are not read
            ? [a] : b                    | 1:3: a key must be a word, not a list
            """)
    void whatYamlHasForProgramsIsNotRead(String text, String expected) throws Exception {
        Path file = write(text + "\n");

        assertThat(mistakes(file)).contains(file + ":" + expected);
    }

    @Test
    void anAliasBombIsRefusedBeforeItGrows() throws Exception {
        StringBuilder bomb = new StringBuilder("pull:\n  - &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("  - &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }

        assertThat(mistakes(write(bomb.toString()))).hasSizeGreaterThan(200);
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        Path file = write("pull: " + "[".repeat(50_000) + "]".repeat(50_000));

        assertThat(mistakes(file)).contains(file + ":1:38: is nested too deeply");
    }

    @Test
    void brokenYamlIsRefusedWithItsPlace() throws Exception {
        Path file = write("port: 80\nhost: [a\nmodels: x\n");

        assertThat(mistakes(file))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(file + ":3:")
                .contains("is not YAML");
    }

    @Test
    void tabsAndControlCharactersAreRefusedWithTheirPlace() throws Exception {
        Path tab = write("routing:\n\tpolicy: only-device\n");
        assertThat(mistakes(tab)).hasSize(1).first().asString().startsWith(tab + ":2:1: is not YAML");

        Path bell = write("port: 80\nhost: a\u0007b\n");
        assertThat(mistakes(bell)).containsExactly(bell + ":2:8: holds a character that YAML does not allow");
    }

    @Test
    void aSecondDocumentIsRefused() throws Exception {
        Path file = write("port: 80\n---\nport: 81\n");

        assertThat(mistakes(file)).containsExactly(file + ":2:1: a second document begins; one is read");
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

    private static List<String> mistakes(Path file) {
        WrongSettings wrong =
                catchThrowableOfType(WrongSettings.class, () -> assertThat(SettingsFile.read(file, Map.of()))
                        .isNull());
        return String.valueOf(wrong.getMessage()).lines().toList();
    }
}
