package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.vision.HeldOutDigit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that breaks is started again, and no call is lost with it. */
@ExtendWith(Suite.class)
class HealingIT {

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aDeviceThatIsLostInTheMiddleLosesNoInput(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "webgpu"));
        EngineWorker.of(page.page()).keepDevice();
        Answer before = page.classify(Digits.of(1).toPicture(4, true), Map.of());

        EngineWorker.of(page.page()).later("self.device.destroy();");
        List<HeldOutDigit> digits = List.of(Digits.of(0), Digits.of(2), Digits.of(4), Digits.of(6), Digits.of(8));
        digits.forEach(digit -> page.begin(digit.toPicture(4, true)));
        List<Answer> answers = page.finish();

        assertThat(before.provider()).isEqualTo("webgpu");
        assertThat(answers)
                .extracting(Answer::index)
                .containsExactlyElementsOf(
                        digits.stream().map(HeldOutDigit::label).toList());
        assertThat(answers).last().satisfies(answer -> {
            assertThat(answer.provider()).isEqualTo("wasm");
            assertThat(answer.providerReason()).contains("device was lost");
            assertThat(answer.fallback()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void anEngineThatCrashesAnswersWhatItWasAskedAfterItsRestart(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));
        Answer before = page.classify(Digits.of(1).toPicture(4, true), Map.of());

        EngineWorker.of(page.page()).later("throw new Error('a bug');");
        page.begin(Digits.of(8).toPicture(4, true));
        page.begin(Digits.of(9).toPicture(4, true));
        List<Answer> answers = page.finish();

        assertThat(before.index()).isEqualTo(1);
        assertThat(answers).extracting(Answer::index).containsExactly(8, 9);
    }

    @Test
    void anEngineThatCrashesAgainAndAgainRefusesItsCallsInsteadOfHanging(PlainPage page) {
        page.open(Map.of("provider", "wasm"));
        page.page().route("**/app/engine*", route -> route.abort());

        EngineWorker.of(page.page()).later("throw new Error('a bug');");
        Failure failure = page.failureToClassify(Digits.of(8).toPicture(4, true), Map.of());

        assertThat(failure.code()).isEqualTo("engine_failed");
        assertThat(failure.message()).contains("times in a row");
    }
}
