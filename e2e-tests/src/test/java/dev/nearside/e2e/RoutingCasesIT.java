package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of routing cases that the JVM's tests run, asked of the router in the tab. */
@ExtendWith(Suite.class)
class RoutingCasesIT {
    private static final Path TABLE = Path.of(
            System.getProperty("nearside.root", ".."), "models/src/test/resources/dev/nearside/routing/cases.json");

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void theTabDecidesAsTheTableSays(String backend, PlainPage page) throws IOException {
        JsonCursor table = Json.read(Files.readString(TABLE));
        List<JsonCursor> rows = table.field("cases").items();
        List<JsonValue> questions = new ArrayList<>();
        rows.forEach(row -> questions.add(question(table, row)));
        page.open(Map.of("provider", "wasm", "backend", backend));

        List<JsonCursor> decisions = page.evaluate(
                        "near => Promise.all(" + Json.write(new JsonArray(questions)) + ".map(near.route.explain))")
                .items();

        assertThat(decisions).hasSameSizeAs(rows).hasSizeGreaterThanOrEqualTo(60);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < rows.size(); i++) {
            JsonCursor expected = rows.get(i).field("expect");
            String name = rows.get(i).field("name").asString();
            JsonCursor decision = decisions.get(i);
            all.assertThat(decision.field("reason").asString())
                    .as(name)
                    .isEqualTo(expected.field("reason").asString());
            all.assertThat(chosen(decision))
                    .as(name)
                    .isEqualTo(expected.optional("chosen")
                            .map(JsonCursor::asString)
                            .orElse("nobody"));
            expected.optional("fallbacks").ifPresent(fallbacks -> all.assertThat(
                            List.copyOf(reasons(decision, "fallback").keySet()))
                    .as(name)
                    .isEqualTo(fallbacks.strings()));
            expected.optional("rejected").ifPresent(rejected -> all.assertThat(reasons(decision, "rejected"))
                    .as(name)
                    .isEqualTo(texts(rejected)));
        }
        all.assertAll();
    }

    private static JsonObject question(JsonCursor table, JsonCursor row) {
        return JsonObject.builder()
                .put(
                        "rules",
                        table.field("rules")
                                .field(row.field("rules").asString())
                                .value())
                .put(
                        "state",
                        table.field("states")
                                .field(row.field("state").asString())
                                .value())
                .put("request", row.field("request").value())
                .build();
    }

    private static String chosen(JsonCursor decision) {
        JsonCursor chosen = decision.field("chosen");
        return chosen.value() == JsonNull.NULL
                ? "nobody"
                : chosen.field("backend").asString() + "/"
                        + chosen.field("model").asString();
    }

    private static Map<String, String> reasons(JsonCursor decision, String verdict) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (JsonCursor one : decision.field("considered").items()) {
            if (one.field("verdict").asString().equals(verdict)) {
                reasons.put(one.field("target").asString(), one.field("reason").asString());
            }
        }
        return reasons;
    }

    private static Map<String, String> texts(JsonCursor object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> texts.put(name, value.asString()));
        return texts;
    }
}
