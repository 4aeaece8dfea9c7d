package dev.nearside.browser.page.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How many passages fit before a question. The model's context holds all of it: the conversation so far, the passages, the
 * question and the answer.
 *
 * @param context tokens that the model can hold
 * @param answer tokens that are kept free for the answer
 */
record PromptBudget(int context, int answer) {
    /** A turn's marks in the template, and the sentences around the passages. */
    private static final int AROUND = 96;

    /** The budget of a model, where an answer takes no more than a third of its context. */
    static PromptBudget of(int context, int maxTokens) {
        return new PromptBudget(context, Math.min(maxTokens, context / 3));
    }

    /**
     * The best passages that fit, in the order given; one that is too long does not keep a shorter one behind it out.
     *
     * @param question the question's tokens
     * @param tokens counts those of a passage
     */
    List<Source> fitting(List<Source> passages, int question, ToIntFunction<Source> tokens) {
        int left = forPassages(question);
        List<Source> fitting = new ArrayList<>();
        for (Source passage : passages) {
            int needed = tokens.applyAsInt(passage);
            if (needed <= left) {
                fitting.add(passage);
                left -= needed;
            }
        }
        return fitting;
    }

    /** Tokens for passages; the conversation before them gives way, as its oldest turns are dropped. */
    int forPassages(int question) {
        return Math.max(0, context - answer - question - AROUND);
    }
}
