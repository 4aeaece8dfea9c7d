package dev.nearside.routing;

import org.jspecify.annotations.Nullable;

/** How far a request may go at most, whatever the policy: the person's switch, held to in the tab and on the server. */
public enum Reach {
    /** As far as the policy allows. */
    ANYWHERE("anywhere"),
    /** "This device only": the tab and the JVM of this machine. */
    DEVICE("device"),
    /** The tab only: not a byte leaves it. */
    TAB("tab");

    private final String label;

    Reach(String label) {
        this.label = label;
    }

    /** {@code anywhere}, {@code device} or {@code tab}. */
    public String label() {
        return label;
    }

    boolean allows(Place place) {
        return place == Place.TAB || this == ANYWHERE || (this == DEVICE && place == Place.JVM);
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
