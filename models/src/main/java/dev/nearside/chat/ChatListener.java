package dev.nearside.chat;

/** Hears an answer while it is made, on the thread that makes it. */
public interface ChatListener {
    /** Hears nothing. */
    ChatListener NONE = delta -> {};

    /** The next piece of an answer. The pieces of one choice come in order, the last with its finish reason. */
    void onDelta(ChatDelta delta);

    /**
     * The next token of an answer, told before its text, where the backend makes the tokens itself.
     *
     * @param choice which answer it belongs to, from 0
     */
    default void onToken(int choice, int token) {}

    /**
     * The prompt is being read.
     *
     * @param done tokens of the prompt that the model has read, those from the cache included
     * @param total tokens of the prompt
     */
    default void onPrefill(int done, int total) {}

    /** Asked before each run of the model; once it is true the work ends with {@link dev.nearside.error.Cancelled}. */
    default boolean isCancelled() {
        return false;
    }
}
