package dev.nearside.server.routing;

import dev.nearside.routing.Decision;
import dev.nearside.server.chat.ChatCall;

/** Says what a person can do about a request that nobody answers. Thread-safe. */
interface Advice {
    /** Has nothing to say. */
    Advice NONE = new Advice() {
        @Override
        public Decision on(Decision decision, ChatCall call) {
            return decision;
        }

        @Override
        public String onMissing(String model) {
            return "there is no model '" + model + "' here";
        }
    };

    /** The decision, with advice if it is a refusal. */
    Decision on(Decision decision, ChatCall call);

    /** Why there is no model of that id, in a sentence. */
    String onMissing(String model);
}
