package dev.nearside.routing;

import dev.nearside.json.JsonCursor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where answers may be made, the pool, and where rather. The device is the tab and the JVM of this machine. */
public enum Policy {
    /** Never an upstream. */
    ONLY_DEVICE("only-device", EnumSet.of(Place.TAB, Place.JVM), true),
    /** The tab, else this machine, else an upstream. */
    PREFER_DEVICE("prefer-device", EnumSet.allOf(Place.class), true),
    /** An upstream, else the tab, else this machine. */
    PREFER_CLOUD("prefer-cloud", EnumSet.allOf(Place.class), false),
    /** Always an upstream. */
    ONLY_CLOUD("only-cloud", EnumSet.of(Place.UPSTREAM), false);

    private final String label;
    private final Set<Place> pool;
    private final boolean deviceFirst;

    Policy(String label, Set<Place> pool, boolean deviceFirst) {
        this.label = label;
        this.pool = pool;
        this.deviceFirst = deviceFirst;
    }

    /** {@code only-device}, {@code prefer-device}, {@code prefer-cloud} or {@code only-cloud}. */
    public String label() {
        return label;
    }

    /** The places that may answer; unmodifiable. */
    public Set<Place> pool() {
        return Collections.unmodifiableSet(pool);
    }

    boolean allows(Place place) {
        return pool.contains(place);
    }

    /** 0 for where it rather goes, then 1 and 2. */
    int rank(Place place) {
        return deviceFirst ? place.ordinal() : (place.ordinal() + 1) % 3;
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
