package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.JsonCursor;
import java.util.List;
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
        JsonCursor decision = JsonCursor.of(Router.explain(JsonCursor.of(row.question()), ExampleScores.NONE));

        row.check(decision);
    }

    @Test
    void theTableHasAtLeastSixtyRows() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases().stream().map(RoutingCase::name)).doesNotHaveDuplicates();
    }
}
