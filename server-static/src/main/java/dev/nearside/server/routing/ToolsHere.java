package dev.nearside.server.routing;

/** What is done with tools that a request offers, where no back end that may answer can follow them. */
public enum ToolsHere {
    /** The request is refused, naming them. */
    REFUSE("refuse"),
    /** They are left out, and the answer says so. */
    LEAVE_OUT("leave-out");

    private final String label;

    ToolsHere(String label) {
        this.label = label;
    }

    /** {@code refuse} or {@code leave-out}. */
    public String label() {
        return label;
    }

    /** The one of that label; {@link #REFUSE} if there is none. */
    public static ToolsHere of(String label) {
        return LEAVE_OUT.label.equals(label) ? LEAVE_OUT : REFUSE;
    }
}
