package dev.nearside.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A class and how likely it is.
 *
 * @param index of the class, from 0
 * @param label its name
 * @param score its probability, 0 to 1
 */
public record ScoredLabel(int index, String label, float score) {

    /** The {@code count} likeliest classes, the likeliest first; of equal ones the lower index first. */
    public static List<ScoredLabel> top(List<Float> scores, List<String> labels, int count) {
        List<ScoredLabel> all = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            all.add(new ScoredLabel(i, labels.get(i), scores.get(i)));
        }
        // The sort is stable, so equal scores stay in the order of their index.
        all.sort(Comparator.comparingDouble(scored -> -scored.score()));
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }
}
