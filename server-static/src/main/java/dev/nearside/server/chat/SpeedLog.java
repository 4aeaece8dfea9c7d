package dev.nearside.server.chat;

import dev.nearside.chat.Timings;
import dev.nearside.routing.Speed;
import java.util.HashMap;
import java.util.Map;

/** How fast models were seen to be: moving averages, newer answers counting more. Thread-safe. */
final class SpeedLog {
    private static final double NEWEST = 0.3;
    /** Shorter prompts say more of the overhead than of the speed. */
    private static final int LEAST_TOKENS = 16;

    private final Map<String, Speed> speeds = new HashMap<>();

    synchronized void loaded(String model, long millis) {
        Speed known = of(model);
        speeds.put(model, new Speed(millis, known.overheadMillis(), known.prefill(), known.decode()));
    }

    synchronized void answered(String model, Timings timings) {
        Speed known = of(model);
        double prefill = timings.prefillTokens() < LEAST_TOKENS ? 0 : timings.prefillTokensPerSecond();
        double decode = timings.decodeTokens() < LEAST_TOKENS ? 0 : timings.decodeTokensPerSecond();
        speeds.put(
                model,
                new Speed(
                        known.loadMillis(),
                        known.overheadMillis(),
                        average(known.prefill(), prefill),
                        average(known.decode(), decode)));
    }

    private static double average(double known, double seen) {
        if (seen <= 0) {
            return known;
        }
        return known <= 0 ? seen : known + NEWEST * (seen - known);
    }

    /** What was seen, with the time that it last took to load. */
    synchronized Speed of(String model) {
        return speeds.getOrDefault(model, Speed.UNKNOWN);
    }
}
