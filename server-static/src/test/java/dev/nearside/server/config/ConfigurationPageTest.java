package dev.nearside.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md complete. */
class ConfigurationPageTest {

    @Test
    void everyKeyIsThereWithTypeRangeDefaultAndMeaning() throws Exception {
        List<String> rows = new ArrayList<>();
        collect(SettingsKeys.ALL, rows);

        List<String> page = Files.readAllLines(Path.of("..", "docs", "configuration.md"));
        assertThat(page).containsAll(rows);
        assertThat(page.stream().filter(line -> line.startsWith("| `") && line.split("\\|").length == 5))
                .as("rows of keys that there are not")
                .allMatch(rows::contains);
    }

    @Test
    void everyVariableIsThere() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
                .contains(
                        "NEARSIDE_CONFIG",
                        "NEARSIDE_PORT",
                        "NEARSIDE_HOST",
                        "NEARSIDE_MODELS",
                        "NEARSIDE_ALLOW_ORIGIN",
                        "NEARSIDE_ALLOW_HOST",
                        "NEARSIDE_PULL",
                        "NEARSIDE_API_KEY_ENV",
                        "NEARSIDE_KEEP_LOADED",
                        "NEARSIDE_CHAT_MEMORY",
                        "NEARSIDE_UPSTREAM",
                        "NEARSIDE_UPSTREAM_NAME_KEY");
    }

    private static void collect(Group group, List<String> rows) {
        for (Group.Key key : group.keys()) {
            Kind kind = key.kind();
            String range = kind.range();
            String fallback = key.isRequired() ? "needed" : key.fallback();
            rows.add("| `" + key.name() + "` | " + kind.type() + (range.isEmpty() ? "" : ": " + range) + " | "
                    + fallback + " | " + key.meaning() + " |");
            Kind inner = kind instanceof Items items ? items.item() : kind;
            if (inner instanceof Group nested) {
                collect(nested, rows);
            }
        }
    }
}
