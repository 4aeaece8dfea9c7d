package dev.nearside.chat;

/** Why an answer ended. */
public enum FinishReason {
    /** The model ended it, or a stop text came. */
    STOP("stop"),
    /** It reached the most tokens that were asked for, or the end of the context. */
    LENGTH("length");

    private final String label;

    FinishReason(String label) {
        this.label = label;
    }

    /** OpenAI's name: {@code stop} or {@code length}. */
    public String label() {
        return label;
    }
}
