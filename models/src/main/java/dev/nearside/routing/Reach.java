package dev.nearside.routing;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a request may go at most, whatever the policy: the person's switch, held to in the tab and on the server. */
public enum Reach {
    /** As far as the policy allows. */
    ANYWHERE("anywhere", EnumSet.allOf(Place.class)),
    /** "This device only": the tab and the JVM of this machine. */
    DEVICE("device", EnumSet.of(Place.TAB, Place.JVM)),
    /** The tab only: not a byte leaves it. */
    TAB("tab", EnumSet.of(Place.TAB));

    private final String label;
    private final Set<Place> places;

    Reach(String label, Set<Place> places) {
        this.label = label;
        this.places = places;
    }

    /** {@code anywhere}, {@code device} or {@code tab}. */
    public String label() {
        return label;
    }

    boolean allows(Place place) {
        return places.contains(place);
    }

    /** The reach of that label; null if there is none. */
    public static @Nullable Reach ofLabel(String label) {
        for (Reach reach : values()) {
            if (reach.label.equals(label)) {
                return reach;
            }
        }
        return null;
    }
}
