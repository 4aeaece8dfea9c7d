package dev.nearside.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
