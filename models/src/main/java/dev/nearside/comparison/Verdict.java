package dev.nearside.comparison;

/** What can be said of an answer. */
public enum Verdict {
    RIGHT("right"),
    WRONG("wrong"),
    /** It ended at its longest length, and what there is of it is not right. */
    CUT_OFF("cut off"),
    FAILED("failed"),
    /** Nobody has said what would be right. */
    UNCHECKED("not checkable");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** For people and for files, for example {@code cut off}. */
    public String label() {
        return label;
    }
}
