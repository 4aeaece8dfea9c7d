package dev.nearside.vision;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.image.Picture;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads one handwritten digit out of a picture: dark on light or light on dark, any colour, anywhere in it, any size.
 * What holds no readable digit gets an answer that says so. One call at a time, as the session.
 *
 * <pre>{@code
 * Classification answer = new DigitClassifier(session, manifest).classify(picture);
 * answer.label()      // "7"
 * answer.scores()     // ten probabilities
 * }</pre>
 */
public final class DigitClassifier {
    private static final int PIXELS = DigitFrame.SIDE * DigitFrame.SIDE;
    /** Below that, two classes or more are about as likely: the model does not know. */
    private static final float LEAST_SCORE = 0.4f;

    private final DigitPreparation preparation = new DigitPreparation();
    private final InferenceSession session;
    private final Clock clock;
    private final String input;
    private final String output;
    private final List<String> labels;

    /** With the system's clock. */
    public DigitClassifier(InferenceSession session, Manifest manifest) {
        this(session, manifest, Clock.system());
    }

    /**
     * A classifier over a session of that manifest's model; the session stays the caller's to close.
     *
     * @throws InvalidInput if the model is not one of a single 28×28 input and as many outputs as labels
     */
    public DigitClassifier(InferenceSession session, Manifest manifest, Clock clock) {
        if (manifest.runtime().inputs().size() != 1
                || manifest.runtime().outputs().size() != 1
                || manifest.labels().isEmpty()) {
            throw new InvalidInput("the model " + manifest.id() + " is no classifier of one input and one output");
        }
        this.session = session;
        this.clock = clock;
        this.input = manifest.runtime().inputs().get(0).name();
        this.output = manifest.runtime().outputs().get(0).name();
        this.labels = manifest.labels();
    }

    /** Finds the digit in a picture and frames it for the model; never throws for what a picture shows. */
    public Prepared prepare(Picture picture) {
        return preparation.prepare(picture);
    }

    /**
     * Prepares a picture and runs the model on what was found.
     *
     * @throws dev.nearside.error.DeviceLost if the GPU device went away
     * @throws InferenceFailed if the run failed otherwise
     */
    public Classification classify(Picture picture) {
        long start = clock.nanoTime();
        Prepared prepared = prepare(picture);
        double millis = (clock.nanoTime() - start) / 1e6;
        if (prepared instanceof Prepared.Found found) {
            return run(found.digit().viewChw(), millis);
        }
        String reason = prepared instanceof Prepared.Nothing nothing ? nothing.reason() : "";
        return Classification.nothing(reason, List.of(), new Classification.Timings(millis, 0));
    }

    /**
     * Runs the model on a digit that is already framed.
     *
     * @param digit 784 floats, row by row, 0 (paper) to 1 (ink); not kept
     * @throws InvalidInput if there are not 784
     * @throws dev.nearside.error.DeviceLost if the GPU device went away
     * @throws InferenceFailed if the run failed otherwise
     */
    public Classification classify(float[] digit) {
        if (digit.length != PIXELS) {
            throw new InvalidInput("a framed digit has " + PIXELS + " values, not " + digit.length);
        }
        return run(digit, 0);
    }

    private Classification run(float[] digit, double prepareMillis) {
        HostTensor image = HostTensor.ofFloats(Shape.of(1, 1, DigitFrame.SIDE, DigitFrame.SIDE), digit);
        long start = clock.nanoTime();
        Map<String, Tensor> outputs = session.run(Map.of(input, image));
        float[] scores;
        try {
            scores = logits(outputs);
        } finally {
            outputs.values().forEach(Tensor::close);
        }
        Classification.Timings timings = new Classification.Timings(prepareMillis, (clock.nanoTime() - start) / 1e6);
        Softmax.inPlace(scores, 0, scores.length);
        return answer(scores, timings);
    }

    private float[] logits(Map<String, Tensor> outputs) {
        Tensor logits = outputs.get(output);
        if (logits == null || logits.shape().elementCount() != labels.size()) {
            throw new InferenceFailed(
                    "the model gave no " + output + " of " + labels.size() + " values but " + outputs);
        }
        float[] values = logits.toHost().floats();
        return Arrays.copyOf(values, values.length);
    }

    private Classification answer(float[] scores, Classification.Timings timings) {
        List<Float> all = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                throw new InferenceFailed("the model gave a score that is not a number");
            }
            all.add(scores[i]);
            best = scores[i] > scores[best] ? i : best;
        }
        if (scores[best] < LEAST_SCORE) {
            return Classification.nothing("the shape looks like no digit in particular", all, timings);
        }
        return new Classification(true, best, labels.get(best), all, "", timings);
    }
}
