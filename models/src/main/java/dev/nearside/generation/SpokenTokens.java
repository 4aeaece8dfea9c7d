package dev.nearside.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * What an answer had come to when its generator was lost, so that another one goes on with it.
 *
 * @param choices the tokens of each choice, in order; a choice that is not here has not begun
 */
public record SpokenTokens(List<List<Integer>> choices) {
    /** An answer that begins anew. */
    public static final SpokenTokens NONE = new SpokenTokens(List.of());

    public SpokenTokens {
        List<List<Integer>> copies = new ArrayList<>(choices.size());
        for (List<Integer> tokens : choices) {
            copies.add(List.copyOf(tokens));
        }
        choices = List.copyOf(copies);
    }

    /** The tokens of that choice. */
    List<Integer> of(int choice) {
        return choice < choices.size() ? choices.get(choice) : List.of();
    }
}
