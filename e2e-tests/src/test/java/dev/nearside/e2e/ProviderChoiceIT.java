package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.nearside.json.JsonCursor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Suite.class)
class ProviderChoiceIT {

    @Test
    void autoTakesWasmWhereWebGpuIsSoftwareAndSaysWhy(PlainPage page) {
        page.open(Map.of("provider", "auto"));

        Answer answer = page.classify(Digits.of(4).toPicture(4, true), Map.of());

        assertThat(page.info().field("adapter").field("fallback").asBoolean()).isTrue();
        assertThat(answer.index()).isEqualTo(4);
        assertThat(answer.provider()).isEqualTo("wasm");
        assertThat(answer.providerReason()).contains("software");
        assertThat(answer.fallback()).as("nobody asked for WebGPU").isFalse();
    }

    @Test
    void webGpuIsObeyedEvenInSoftware(PlainPage page) {
        page.open(Map.of("provider", "webgpu"));

        Answer answer = page.classify(Digits.of(5).toPicture(4, true), Map.of());

        assertThat(answer.index()).isEqualTo(5);
        assertThat(answer.provider()).isEqualTo("webgpu");
        assertThat(answer.providerReason()).contains("self-test passed");
    }

    @Test
    void aCallMayNameAnotherProviderThanTheEngine(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        Answer onGpu = page.classify(Digits.of(6).toPicture(4, true), Map.of("provider", "webgpu"));
        Answer onWasm = page.classify(Digits.of(6).toPicture(4, true), Map.of());

        assertThat(onGpu.provider()).isEqualTo("webgpu");
        assertThat(onWasm.provider()).isEqualTo("wasm");
        assertThat(onGpu.index()).isEqualTo(onWasm.index()).isEqualTo(6);
    }

    @Test
    void anUnknownProviderIsRefused(PlainPage page) {
        Failure failure = page.failureOf(
                "async () => { const { open } = await import('/nearside.js'); await open({provider: 'cuda'}); }");

        assertThat(failure.message()).contains("cuda");
    }

    @Test
    void theSwitchShowsWhatIsInUseAfterAFallback(Browsers browsers, ServerProcess server) {
        try (Browser browser = browsers.launch(Browsers.Gpu.NO_ADAPTER);
                BrowserContext context = browser.newContext()) {
            DigitsPage digits = DigitsPage.open(context.newPage(), server, "?provider=webgpu");

            digits.draw("28,22 50,21 72,22 62,45 50,66 44,84");

            digits.awaitDigit(7);
            PlaywrightAssertions.assertThat(digits.part("digits-provider-wasm")).isChecked();
            PlaywrightAssertions.assertThat(digits.part("digits-notice")).containsText("WebGPU could not be used");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_ADAPTER", "SWITCHED_OFF"})
    void withoutWebGpuThePersonWhoForcesItGetsWasmAndTheReason(
            Browsers.Gpu gpu, Browsers browsers, ServerProcess server) {
        try (Browser browser = browsers.launch(gpu);
                BrowserContext context = browser.newContext()) {
            PlainPage page = PlainPage.isolated(context, server);

            page.open(Map.of("provider", "webgpu"));
            Answer forced = page.classify(Digits.of(2).toPicture(4, true), Map.of());
            Answer auto = page.classify(Digits.of(2).toPicture(4, true), Map.of("provider", "auto"));

            JsonCursor info = page.info();
            assertThat(info.optional("adapter")).isEmpty();
            assertThat(forced.index()).isEqualTo(auto.index()).isEqualTo(2);
            assertThat(forced.provider()).isEqualTo(auto.provider()).isEqualTo("wasm");
            assertThat(forced.fallback()).isTrue();
            assertThat(auto.fallback()).isFalse();
            assertThat(forced.providerReason())
                    .isEqualTo(info.field("adapterProblem").asString());
        }
    }
}
