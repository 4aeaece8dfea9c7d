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

/** The rules of a settings file: what they name must be there, and each mistake is told once. */
class SettingsRulesTest {

    @TempDir
    Path dir;

    @Test
    void aRuleForATaskThatThereIsNotIsAMistake() throws Exception {
        Path file = write("""
                routing:
                  rules:
                    - name: poems to the poet
                      when:
                        task: poems
                      then: {use: [jvm]}
                """);

        assertThat(mistakes(file)).containsExactly(file + ":5:15: rules[0].when.task: 'poems' is not among the tasks");
    }

    @Test
    void backEndsAndModelsThatRulesNameMustBeThere() throws Exception {
        Path file = write("""
                upstreams:
                  - {name: openai, url: "https://a.example", models: [{id: gpt-4o}]}
                  - {name: any, url: "https://b.example"}
                  - {name: broken, url: "https://c.example", kind: vllm}
                routing:
                  rules:
                    - name: right
                      when: {minTokens: 1}
                      then: {use: [openai, openai/gpt-4o, any/thing, tab, jvm/own, broken/model]}
                    - name: wrong
                      when: {minTokens: 1}
                      then:
                        use:
                          - opnai/gpt-4o
                          - gpt-4o
                          - openai/gpt-4
                          - somewhere
                """);

        assertThat(mistakes(file))
                .containsExactly(
                        file
                                + ":4:52: kind: must be one of auto, openai, azure, foundry, ollama, not the text \"vllm\"",
                        file + ":14:13: rules[1].then.use[0]: there is no back end 'opnai'; did you mean"
                                + " 'openai/gpt-4o'?",
                        file + ":15:13: rules[1].then.use[1]: there is no back end 'gpt-4o'; did you mean"
                                + " 'openai/gpt-4o'?",
                        file + ":16:13: rules[1].then.use[2]: the upstream 'openai' has no model 'gpt-4' in these"
                                + " settings; did you mean 'openai/gpt-4o'?",
                        file + ":17:13: rules[1].then.use[3]: there is no back end 'somewhere'; there are tab, jvm,"
                                + " openai, any, broken, and their models as BACKEND/MODEL");
    }

    @Test
    void modelsOnTheDeviceThatRulesNameAreKeptWithTheirPlaces() throws Exception {
        FileSettings settings = read("""
                routing:
                  rules:
                    - {name: a, when: {minTokens: 1}, then: {use: [jvm/own, openai/gpt-4o, tab]}}
                """);

        assertThat(settings.uses())
                .containsExactly(new Use("jvm", "own", dir.resolve("nearside.yaml") + ":3:52: rules[0].then.use[0]"));
    }

    @Test
    void aRuleWhoseOnlyConditionIsWrongHasOneMistake() throws Exception {
        Path file = write("""
                routing:
                  policy: only-device
                  rules:
                    - {name: a, when: {minTokens: -1}, then: {policy: prefer-cloud}}
                    - {name: b, when: {minTokens: 1}, then: {policy: cloud}}
                    - {name: c, when: {minTokens: }, then: {policy: only-device}}
                """);

        assertThat(mistakes(file))
                .containsExactly(
                        file + ":4:35: minTokens: must be a whole number, 0 or more, not the number -1",
                        file + ":4:55: rules[0].then.policy: prefer-cloud is wider than the policy, only-device; a rule"
                                + " can only narrow it",
                        file + ":5:54: policy: must be one of only-device, prefer-device, prefer-cloud, only-cloud,"
                                + " not the text \"cloud\"",
                        file + ":6:23: rules[2].when: needs a condition; what shall always hold is the policy");
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
