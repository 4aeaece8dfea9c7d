package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.nearside.json.JsonCursor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nearside.js} in a page that is not ours. */
@ExtendWith(Suite.class)
class PlainPageIT {

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void opensInBothCompiledForms(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));

        Answer answer = page.classify(Digits.of(7).toPicture(4, true), Map.of());

        JsonCursor info = page.info();
        assertThat(info.field("backend").asString()).isEqualTo(backend);
        assertThat(info.field("crossOriginIsolated").asBoolean()).isTrue();
        assertThat(answer.index()).isEqualTo(7);
        assertThat(answer.provider()).isEqualTo("wasm");
    }

    @Test
    void worksOnOneThreadWithoutIsolation(BrowserContext context, ServerProcess server) {
        PlainPage page = PlainPage.notIsolated(context, server);

        page.open(Map.of("provider", "wasm"));
        Answer answer = page.classify(Digits.of(3).toPicture(4, true), Map.of());
        JsonCursor info = page.info();
        assertThat(info.field("crossOriginIsolated").asBoolean()).isFalse();
        assertThat(info.field("threads").asInt()).isEqualTo(1);
        assertThat(answer.index()).isEqualTo(3);
    }
}
