package dev.nearside.browser.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

    @Test
    void listsThatHoldTheSameAgree() {
        LedgerCheck check = LedgerCheck.of(List.of("a", "b", "a"), List.of("a", "a", "b"));

        assertThat(check).isEqualTo(new LedgerCheck(List.of(), 0, 3));
        assertThat(check.summary()).contains("all 3 of its requests are here.");
    }

    @Test
    void whatTheBrowserCountedMoreOftenIsAMismatch() {
        LedgerCheck check = LedgerCheck.of(List.of("a", "b"), List.of("a", "a", "c"));

        assertThat(check.agrees()).isFalse();
        assertThat(check.missing()).containsExactly("a", "c");
        assertThat(check.summary()).contains("2 that this list lacks: a, c");
    }

    @Test
    void whatIsUnderWayIsNoMismatch() {
        LedgerCheck check = LedgerCheck.of(List.of("a", "b"), List.of("a"));

        assertThat(check.agrees()).isTrue();
        assertThat(check.summary()).endsWith("1 more are under way or were not let out.");
    }
}
