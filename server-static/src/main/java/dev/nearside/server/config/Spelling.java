package dev.nearside.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {
    private static final int LONGEST = 100;

    private Spelling() {}

    /**
     * The known word with the fewest letters to be changed, added, dropped or swapped with their neighbours; empty if that
     * would be more than a third of it. Case, hyphens and underscores do not count.
     */
    public static Optional<String> nearest(String word, List<String> known) {
        String plain = plain(word);
        return known.stream()
                .filter(one -> word.length() <= LONGEST && distance(plain, plain(one)) <= one.length() / 3)
                .min(Comparator.comparingInt(one -> distance(plain, plain(one))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** The distance of Damerau and Levenshtein, each letter moved once at most. */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }
}
