package dev.nearside.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How good a ranking is, given what people judged to be relevant: 2 answers, 1 helps, and whatever was not judged is 0.
 */
final class Relevance {
    private Relevance() {}

    /**
     * Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002, with the gains 2^grade − 1 of Burges 2005):
     * 1 for the best ranking there can be, 0 if nothing relevant is among the first {@code depth}.
     */
    static double ndcg(List<String> ranking, Map<String, Integer> grades, int depth) {
        double gain = 0;
        for (int i = 0; i < Math.min(depth, ranking.size()); i++) {
            gain += discounted(grades.getOrDefault(ranking.get(i), 0), i);
        }
        List<Integer> best = new ArrayList<>(grades.values());
        best.sort(Comparator.reverseOrder());
        double ideal = 0;
        for (int i = 0; i < Math.min(depth, best.size()); i++) {
            ideal += discounted(best.get(i), i);
        }
        return ideal == 0 ? 0 : gain / ideal;
    }

    /** The part of all relevant documents that is among the first {@code depth}. */
    static double recall(List<String> ranking, Map<String, Integer> grades, int depth) {
        int relevant = 0;
        int found = 0;
        for (Map.Entry<String, Integer> grade : grades.entrySet()) {
            if (grade.getValue() > 0) {
                relevant++;
                int rank = ranking.indexOf(grade.getKey());
                found += rank >= 0 && rank < depth ? 1 : 0;
            }
        }
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    private static double discounted(int grade, int index) {
        return ((1 << grade) - 1) / (Math.log(index + 2) / Math.log(2));
    }
}
