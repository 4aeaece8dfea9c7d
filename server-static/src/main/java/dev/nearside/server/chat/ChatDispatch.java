package dev.nearside.server.chat;

import dev.nearside.json.JsonObject;
import java.util.List;

/** Decides who answers a chat or a legacy completion, and sees to it: the seam between HTTP and routing. Thread-safe. */
public interface ChatDispatch {

    /**
     * Has a call answered; blocks until all is sent. Says in the headers who answers, before anything is sent.
     *
     * @throws BackendFailure if nobody answers, or not to the end
     */
    void dispatch(TextCall call, RequestFacts facts, ChatSink sink);

    /**
     * Decides as for {@link #dispatch}, and does nothing.
     *
     * @return the decision, as {@link dev.nearside.routing.Decision#toJson} writes it
     * @throws BackendFailure if what the request says of its routing is wrong
     */
    JsonObject explain(ChatCall call, RequestFacts facts);

    /** The models that can be asked for, in the order of {@code GET /v1/models}. */
    List<ModelEntry> models();

    /** Why there is no model of that id, and what to do about it, in a sentence for people. */
    String whyMissing(String id);
}
