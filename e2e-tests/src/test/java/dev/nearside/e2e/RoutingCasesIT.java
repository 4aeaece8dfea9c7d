package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.RoutingCase;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of routing cases that the JVM's tests run, asked of the router in the tab. */
@ExtendWith(Suite.class)
class RoutingCasesIT {
    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void theTabDecidesAsTheTableSays(String backend, PlainPage page) {
        List<RoutingCase> rows = RoutingCase.all();
        JsonArray questions = new JsonArray(
                rows.stream().<JsonValue>map(RoutingCase::question).toList());
        page.open(Map.of("provider", "wasm", "backend", backend));

        List<JsonCursor> decisions = page.evaluate(
                        "near => Promise.all(" + Json.write(questions) + ".map(near.route.explain))")
                .items();

        assertThat(decisions).hasSameSizeAs(rows).hasSizeGreaterThanOrEqualTo(60);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < rows.size(); i++) {
            RoutingCase row = rows.get(i);
            JsonCursor decision = decisions.get(i);
            all.check(() -> row.check(decision));
        }
        all.assertAll();
    }
}
