package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingCasesTest {

    static List<RoutingCase> cases() {
        return RoutingCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTableHolds(RoutingCase row) {
        JsonCursor decision = JsonCursor.of(Router.explain(JsonCursor.of(row.question())));

        assertThat(decision.field("reason").asString())
                .as(decision.toString())
                .isEqualTo(row.expected().field("reason").asString());
        assertThat(chosen(decision)).as(decision.toString()).isEqualTo(expectedTarget(row));
        row.expected().optional("fallbacks").ifPresent(expected -> assertThat(
                        new ArrayList<>(reasons(decision, "fallback").keySet()))
                .isEqualTo(expected.strings()));
        row.expected().optional("rejected").ifPresent(expected -> assertThat(reasons(decision, "rejected"))
                .isEqualTo(texts(expected)));
    }

    @Test
    void theTableHasAtLeastSixtyRows() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases().stream().map(RoutingCase::name)).doesNotHaveDuplicates();
    }

    private static @Nullable String expectedTarget(RoutingCase row) {
        return row.expected().optional("chosen").map(JsonCursor::asString).orElse(null);
    }

    private static @Nullable String chosen(JsonCursor decision) {
        JsonCursor chosen = decision.field("chosen");
        return chosen.value() == JsonNull.NULL
                ? null
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
