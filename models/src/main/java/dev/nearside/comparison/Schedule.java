package dev.nearside.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order contestants are asked: by turns, so that what the machine does meanwhile meets all of them, and each
 * first as often as the others, so that none has the warm machine to itself.
 */
public final class Schedule {
    private Schedule() {}

    /**
     * One answer to be made.
     *
     * @param run which repetition, from 0
     * @param prompt which prompt, from 0
     * @param contestant which contestant, from 0
     */
    public record Turn(int run, int prompt, int contestant) {}

    /**
     * All turns: every prompt, as often as there are runs, answered by every contestant.
     *
     * @throws IllegalArgumentException if there is none of anything
     */
    public static List<Turn> of(int runs, int prompts, int contestants) {
        if (runs < 1 || prompts < 1 || contestants < 1) {
            throw new IllegalArgumentException(
                    "there must be runs, prompts and contestants, not " + runs + ", " + prompts + ", " + contestants);
        }
        List<Turn> turns = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            for (int prompt = 0; prompt < prompts; prompt++) {
                for (int i = 0; i < contestants; i++) {
                    turns.add(new Turn(run, prompt, (i + run + prompt) % contestants));
                }
            }
        }
        return turns;
    }
}
