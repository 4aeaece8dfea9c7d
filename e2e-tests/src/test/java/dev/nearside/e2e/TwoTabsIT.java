package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Suite.class)
class TwoTabsIT {

    @Test
    void twoTabsWorkAtOnceAndOneOutlivesTheOther(BrowserContext context, ServerProcess server) {
        PlainPage first = PlainPage.isolated(context, server);
        PlainPage second = PlainPage.isolated(context, server);
        first.open(Map.of("provider", "wasm"));
        second.open(Map.of("provider", "webgpu"));

        first.begin(Digits.of(3).toPicture(4, true));
        second.begin(Digits.of(5).toPicture(4, true));
        Answer ofTheSecond = second.finish().get(0);
        Answer ofTheFirst = first.finish().get(0);
        first.page().close();
        Answer alone = second.classify(Digits.of(8).toPicture(4, true), Map.of());

        assertThat(ofTheFirst.index()).isEqualTo(3);
        assertThat(ofTheSecond.index()).isEqualTo(5);
        assertThat(ofTheSecond.provider()).isEqualTo("webgpu");
        assertThat(alone.index()).isEqualTo(8);
    }
}
