package dev.nearside.retrieval;

import java.util.List;

/**
 * Whether anything answers. A search always finds what is nearest, however far that is; below this floor it is better to
 * say that nothing was found. Chosen for {@code all-minilm-l6-v2}: docs/retrieval.md says on which questions, and how
 * often it errs.
 */
public final class AnswerFloor {
    /** What the question's words are worth beside its meaning. */
    static final double WORDS = 0.3;

    /** The least of both together. */
    static final double NEAR = 0.39;

    /** With so much of its words, a passage answers whatever the vectors say: a name, a code, another language. */
    static final double COVERED = 0.8;

    private AnswerFloor() {}

    /** Whether one of the passages of a search is near enough to the question to answer it. */
    public static boolean isReached(List<Passage> passages) {
        for (Passage passage : passages) {
            if (isReached(passage)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this passage is near enough to the question to answer it. */
    public static boolean isReached(Passage passage) {
        Passage.Closeness closeness = passage.closeness();
        // A similarity that is not known compares as false.
        return closeness.coverage() >= COVERED || closeness.similarity() + WORDS * closeness.coverage() >= NEAR;
    }
}
