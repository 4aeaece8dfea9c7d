package dev.nearside.routing;

import dev.nearside.json.JsonCursor;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where answers may be made, the pool, and where rather. The device is the tab and the JVM of this machine. */
public enum Policy {
    /** Never an upstream. */
    ONLY_DEVICE("only-device"),
    /** The tab, else this machine, else an upstream. */
    PREFER_DEVICE("prefer-device"),
    /** An upstream, else the tab, else this machine. */
    PREFER_CLOUD("prefer-cloud"),
    /** Always an upstream. */
    ONLY_CLOUD("only-cloud");

    private final String label;

    Policy(String label) {
        this.label = label;
    }

    /** {@code only-device}, {@code prefer-device}, {@code prefer-cloud} or {@code only-cloud}. */
    public String label() {
        return label;
    }

    /** The places that may answer, a new set. */
    public Set<Place> pool() {
        return switch (this) {
            case ONLY_DEVICE -> EnumSet.of(Place.TAB, Place.JVM);
            case PREFER_DEVICE, PREFER_CLOUD -> EnumSet.allOf(Place.class);
            case ONLY_CLOUD -> EnumSet.of(Place.UPSTREAM);
        };
    }

    boolean allows(Place place) {
        return place == Place.UPSTREAM ? this != ONLY_DEVICE : this != ONLY_CLOUD;
    }

    /** The least is where it rather goes. */
    int rank(Place place) {
        return switch (place) {
            case TAB -> 1;
            case JVM -> 2;
            case UPSTREAM -> this == PREFER_CLOUD || this == ONLY_CLOUD ? 0 : 3;
        };
    }

    /** The policy of that label; null if there is none. */
    public static @Nullable Policy ofLabel(String label) {
        for (Policy policy : values()) {
            if (policy.label.equals(label)) {
                return policy;
            }
        }
        return null;
    }

    static Policy read(JsonCursor json) {
        Policy policy = ofLabel(json.asString());
        if (policy == null) {
            throw json.error("'" + json.asString()
                    + "' is no policy; use only-device, prefer-device, prefer-cloud or only-cloud");
        }
        return policy;
    }
}
