package dev.nearside.server.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.SelfTest;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.vision.DigitClassifier;
import dev.nearside.vision.HeldOutDigit;
import dev.nearside.vision.HeldOutDigits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {
    private static final SessionOptions CPU = new SessionOptions(ExecutionProvider.CPU, 1, Map.of());

    @TempDir
    Path installed;

    @Test
    void theBundledModelPassesItsOwnTestAndReadsTheDigitsThatWereHeldOut() {
        ModelLibrary library = ModelLibrary.open(installed);
        Manifest manifest = library.find("digits").orElseThrow().manifest();
        List<HeldOutDigit> digits = HeldOutDigits.read();

        try (OnnxRuntime runtime = new OnnxRuntime(library::graph);
                InferenceSession session = runtime.open(manifest.filesFor(ExecutionProvider.CPU), CPU)) {
            DigitClassifier classifier = new DigitClassifier(session, manifest);
            long right = digits.stream()
                    .filter(digit -> classifier.classify(digit.copyPixels()).index() == digit.label())
                    .count();

            assertThat(SelfTest.run(manifest.golden(), session).passed()).isTrue();
            assertThat(digits).hasSize(2000);
            assertThat(right / 2000.0).isGreaterThanOrEqualTo(0.99);
        }
    }
}
