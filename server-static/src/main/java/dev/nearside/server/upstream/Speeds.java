package dev.nearside.server.upstream;

import dev.nearside.routing.Speed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How fast an upstream's models were lately. Thread-safe. */
final class Speeds {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MOST_MODELS = 256;

    private final Map<String, Measured> models = new ConcurrentHashMap<>();

    private record Measured(Median firstTokenMillis, Median decode) {}

    /** A streamed answer of that model is whole. */
    void add(String model, Progress progress) {
        if (models.size() >= MOST_MODELS && !models.containsKey(model)) {
            return;
        }
        Measured measured = models.computeIfAbsent(model, id -> new Measured(new Median(), new Median()));
        progress.firstToken().ifPresent(nanos -> measured.firstTokenMillis().add(nanos / NANOS_PER_MILLI));
        progress.decode().ifPresent(measured.decode()::add);
    }

    /** The medians; {@link Speed#UNKNOWN} if there was no answer yet. */
    Speed of(String model) {
        Measured measured = models.get(model);
        return measured == null
                ? Speed.UNKNOWN
                : new Speed(
                        0,
                        Math.round(measured.firstTokenMillis().get()),
                        0,
                        measured.decode().get());
    }
}
