package dev.nearside.generation;

import dev.nearside.error.DeviceLost;
import dev.nearside.runtime.InferenceSession;

/** What is done when the GPU device goes away in the middle of an answer. */
@FunctionalInterface
public interface SessionRecovery {
    /** Gives up: the answer ends with the error. */
    SessionRecovery NONE = lost -> {
        throw lost;
    };

    /**
     * Another session of the same model, perhaps on another provider; the generator runs the tokens again that the lost
     * cache held, and the same answer goes on. The lost session has been left alone.
     *
     * @throws DeviceLost to give up
     */
    InferenceSession reopen(DeviceLost lost);
}
