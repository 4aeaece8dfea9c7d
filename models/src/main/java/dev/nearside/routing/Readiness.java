package dev.nearside.routing;

import dev.nearside.json.JsonCursor;

/** Whether a model can be used where it is. */
public enum Readiness {
    /** In memory. */
    LOADED("loaded"),
    /** Its files are there; how long loading takes is part of its speed. */
    INSTALLED("installed"),
    /** It would have to be fetched first. */
    ABSENT("absent");

    private final String label;

    Readiness(String label) {
        this.label = label;
    }

    /** {@code loaded}, {@code installed} or {@code absent}. */
    public String label() {
        return label;
    }

    static Readiness read(JsonCursor json) {
        for (Readiness readiness : values()) {
            if (readiness.label.equals(json.asString())) {
                return readiness;
            }
        }
        throw json.error("'" + json.asString() + "' is unknown; use loaded, installed or absent");
    }
}
