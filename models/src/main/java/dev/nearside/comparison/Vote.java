package dev.nearside.comparison;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which answer a person liked best, not knowing whose it was.
 *
 * @param prompt id of the question
 * @param run which repetition
 * @param winner the contestant's id; empty if none was better
 */
public record Vote(String prompt, int run, String winner) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** How many votes each contestant won; draws are counted under the empty name. The last vote on a question counts. */
    public static Map<String, Integer> count(List<Vote> votes) {
        Map<String, Vote> last = new LinkedHashMap<>();
        for (Vote vote : votes) {
            last.put(vote.prompt + " " + vote.run, vote);
        }
        Map<String, Integer> counted = new LinkedHashMap<>();
        for (Vote vote : last.values()) {
            counted.put(vote.winner, counted.getOrDefault(vote.winner, 0) + 1);
        }
        return counted;
    }

    /**
     * In which order so many answers are shown, so that nobody can tell by the place whose they are: by Fisher and Yates,
     * with numbers that are the same on every runtime (SplitMix64; Steele, Lea and Flood, 2014).
     *
     * @param seed one a question
     */
    public static List<Integer> order(long seed, int answers) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            order.add(i);
        }
        for (int i = answers - 1; i > 0; i--) {
            int other = (int) Math.floorMod(mixed(seed + i * GOLDEN), (long) i + 1);
            int kept = order.get(i);
            order.set(i, order.get(other));
            order.set(other, kept);
        }
        return order;
    }

    private static long mixed(long number) {
        long z = number + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Reads what {@link #toJson} writes. */
    static Vote read(JsonCursor json) {
        return new Vote(
                json.field("prompt").asString(),
                Math.max(0, json.field("run").asInt() - 1),
                json.field("winner").asString());
    }

    /** {@code {"prompt":…,"run":…,"winner":…}}; runs count from 1. */
    JsonObject toJson() {
        return JsonObject.builder()
                .put("prompt", prompt)
                .put("run", run + 1)
                .put("winner", winner)
                .build();
    }
}
