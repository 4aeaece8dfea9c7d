package dev.nearside.retrieval;

import java.util.List;

/**
 * Whether anything answers. A search always finds what is nearest, however far that is; below this floor it is better to
 * say that nothing was found. Measured for {@code all-minilm-l6-v2}: docs/retrieval.md says on which questions, and how
 * often it errs.
 */
public final class AnswerFloor {
    /** From here on a passage means what the question means, whatever words it has. */
    static final double SIMILAR = 0.40;

    /** A passage that has so much of the question's words answers at a lower similarity. */
    static final double COVERED = 0.50;

    /** The least similarity for which common words count. */
    static final double FAINT = 0.25;

    /** With so much of its words, a passage answers whatever the vectors say: it may be a code, a name, another language. */
    static final double ALL_COVERED = 0.80;

    private AnswerFloor() {}

    /** Whether one of the passages of a search is near enough to the question to answer it. */
    public static boolean isReached(List<Passage> passages) {
        for (Passage passage : passages) {
            if (isReached(passage.closeness())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReached(Passage.Closeness closeness) {
        return closeness.similarity() >= SIMILAR
                || closeness.coverage() >= ALL_COVERED
                || (closeness.coverage() >= COVERED && closeness.similarity() >= FAINT);
    }
}
