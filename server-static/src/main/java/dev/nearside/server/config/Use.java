package dev.nearside.server.config;

/**
 * A model on the device that a rule has asked first. Whether there is one, only the folder of models can tell.
 *
 * @param backend {@code tab} or {@code jvm}
 * @param model its id
 * @param place where that stands, {@code FILE:LINE:COLUMN: KEY}
 */
public record Use(String backend, String model, String place) {
    Use in(String file) {
        return new Use(backend, model, file + ":" + place);
    }
}
