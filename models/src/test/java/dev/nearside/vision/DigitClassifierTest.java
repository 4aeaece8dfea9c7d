package dev.nearside.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.image.Picture;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigitClassifierTest {
    private static final Picture STROKE =
            Paper.of(100, 100, 0xffffff).stroke(50, 15, 50, 85, 9, 0).toPicture();
    private static final float[] SURE_OF_SEVEN = {0, 0, 0, 0, 0, 0, 0, 9, 0, 0};

    private final Manifest manifest;
    private final List<Tensor> seen = new ArrayList<>();
    private final Deque<Long> times = new ArrayDeque<>(List.of(1_000_000L, 3_500_000L, 4_000_000L, 4_250_000L));

    DigitClassifierTest() throws IOException {
        manifest = DigitsModel.manifest();
    }

    @Test
    void theLikeliestClassIsNamedWithAllScoresAndTimings() {
        DigitClassifier classifier = new DigitClassifier(answering(SURE_OF_SEVEN), manifest, times::pop);

        Classification answer = classifier.classify(STROKE);

        assertThat(answer.found()).isTrue();
        assertThat(answer.label()).isEqualTo("7");
        assertThat(answer.index()).isEqualTo(7);
        assertThat(answer.scores()).hasSize(10);
        assertThat(answer.scores().get(7)).isGreaterThan(0.99f);
        assertThat(answer.timings()).isEqualTo(new Classification.Timings(2.5, 0.25));
        assertThat(seen).hasToString("[float32[1, 1, 28, 28]]");
    }

    @Test
    void theModelDoesNotRunOnABlankSheet() {
        DigitClassifier classifier = new DigitClassifier(answering(SURE_OF_SEVEN), manifest, times::pop);

        Classification answer = classifier.classify(Paper.of(100, 100, 0xffffff).toPicture());

        assertThat(answer.found()).isFalse();
        assertThat(answer.reason()).isEqualTo("the picture is blank");
        assertThat(answer.index()).isEqualTo(-1);
        assertThat(answer.scores()).isEmpty();
        assertThat(answer.timings()).isEqualTo(new Classification.Timings(2.5, 0));
        assertThat(seen).isEmpty();
    }

    @Test
    void aModelThatIsInDoubtFindsNoDigitButShowsItsScores() {
        DigitClassifier classifier = new DigitClassifier(answering(new float[10]), manifest);

        Classification answer = classifier.classify(STROKE);

        assertThat(answer.found()).isFalse();
        assertThat(answer.reason()).isEqualTo("the shape looks like no digit in particular");
        assertThat(answer.scores()).hasSize(10).containsOnly(0.1f);
    }

    @Test
    void aFramedDigitGoesToTheModelAsItIs() {
        DigitClassifier classifier = new DigitClassifier(answering(SURE_OF_SEVEN), manifest);

        Classification answer = classifier.classify(new float[784]);

        assertThat(answer.label()).isEqualTo("7");
        assertThatThrownBy(() -> classifier.classify(new float[783]))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("a framed digit has 784 values, not 783");
    }

    @Test
    void wrongOutputsAreFailuresNotAnswers() {
        DigitClassifier tooFew = new DigitClassifier(answering(new float[9]), manifest);
        DigitClassifier noNumbers =
                new DigitClassifier(answering(new float[] {Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0}), manifest);

        assertThatThrownBy(() -> tooFew.classify(STROKE)).isInstanceOf(InferenceFailed.class);
        assertThatThrownBy(() -> noNumbers.classify(STROKE)).isInstanceOf(InferenceFailed.class);
    }

    private InferenceSession answering(float[] logits) {
        return new InferenceSession() {
            @Override
            public ExecutionProvider provider() {
                return ExecutionProvider.CPU;
            }

            @Override
            public List<ValueInfo> inputs() {
                return manifest.runtime().inputs();
            }

            @Override
            public List<ValueInfo> outputs() {
                return manifest.runtime().outputs();
            }

            @Override
            public Map<String, Tensor> run(Map<String, ? extends Tensor> inputs) {
                seen.addAll(inputs.values());
                return Map.of("logits", HostTensor.ofFloats(Shape.of(1, logits.length), logits));
            }

            @Override
            public void close() {}
        };
    }
}
