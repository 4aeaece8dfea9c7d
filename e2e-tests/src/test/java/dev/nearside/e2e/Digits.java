package dev.nearside.e2e;

import dev.nearside.vision.HeldOutDigit;
import dev.nearside.vision.HeldOutDigits;
import java.util.List;
import java.util.stream.IntStream;

/** Digits that the model was never trained on, read once. */
final class Digits {
    private static final List<HeldOutDigit> ALL = HeldOutDigits.read();

    private Digits() {}

    /** So many, spread evenly over all 2,000, so over all classes. */
    static List<HeldOutDigit> spread(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ALL.get(i * ALL.size() / count))
                .toList();
    }

    /** The first one with that label. */
    static HeldOutDigit of(int label) {
        return ALL.stream().filter(digit -> digit.label() == label).findFirst().orElseThrow();
    }
}
