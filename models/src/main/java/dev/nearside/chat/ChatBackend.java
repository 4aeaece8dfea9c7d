package dev.nearside.chat;

/** Whoever answers: the engine in the tab, ONNX Runtime on the server, or another server. */
public interface ChatBackend {

    /** The id of the model. */
    String model();

    /**
     * Answers; blocks until all choices are done. The listener hears each piece as it comes.
     *
     * @throws dev.nearside.error.InvalidInput if the request cannot be answered by this model
     * @throws dev.nearside.error.ContextLengthExceeded if the conversation is too long, and no turn may be dropped
     * @throws dev.nearside.error.Cancelled if the listener said so
     * @throws dev.nearside.error.DeviceLost if the GPU device went away for good
     * @throws dev.nearside.error.InferenceFailed if the runtime failed
     */
    ChatResult chat(ChatRequest request, ChatListener listener);
}
