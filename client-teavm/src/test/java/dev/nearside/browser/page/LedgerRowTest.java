package dev.nearside.browser.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerRowTest {

    @Test
    void equalRequestsAreOneRowAndThatOfTheNewestIsTheFirst() {
        List<LedgerRow> rows = LedgerRow.of(List.of(
                request("/api/routing", "rules", 0),
                request("/v1/chat", "chat", 90),
                request("/api/routing", "rules", 5)));

        assertThat(rows)
                .containsExactly(
                        new LedgerRow("/api/routing", "rules", 5, 20, false, 2),
                        new LedgerRow("/v1/chat", "chat", 90, 10, false, 1));
        assertThat(rows).extracting(LedgerRow::shown).containsExactly("/api/routing (×2)", "/v1/chat");
    }

    @Test
    void theSameAddressForAnotherReasonIsAnotherRow() {
        List<LedgerRow> rows = LedgerRow.of(List.of(request("/a", "one", 0), request("/a", "other", 0)));

        assertThat(rows).extracting(LedgerRow::why).containsExactly("other", "one");
    }

    @Test
    void aRowIsOfTheCacheIfAllItsRequestsAre() {
        LedgerRow cached = new LedgerRow("/a", "file", 0, 0, true, 1);

        assertThat(LedgerRow.of(List.of(cached, cached)))
                .extracting(LedgerRow::cached)
                .containsExactly(true);
        assertThat(LedgerRow.of(List.of(cached, request("/a", "file", 0))))
                .extracting(LedgerRow::cached)
                .containsExactly(false);
    }

    private static LedgerRow request(String address, String why, double out) {
        return new LedgerRow(address, why, out, 10, false, 1);
    }
}
