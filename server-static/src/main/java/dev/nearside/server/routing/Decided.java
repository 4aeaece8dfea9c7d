package dev.nearside.server.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.Decision;
import dev.nearside.server.chat.ChatCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was decided about a call.
 *
 * @param call the call as it is answered
 * @param question what the router was asked
 * @param decision what it said
 * @param ignored parameters of the client's call that are left out
 */
record Decided(ChatCall call, Question question, Decision decision, List<String> ignored) {
    /** What was left out of a request, with commas. */
    static final String IGNORED_HEADER = "X-Nearside-Ignored";

    Decided {
        ignored = List.copyOf(ignored);
    }

    /** The same with another decision. */
    Decided with(Decision other) {
        return new Decided(call, question, other, ignored);
    }

    /** Those headers, and what is left out. */
    Map<String, String> headers(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(others);
        if (!ignored.isEmpty()) {
            all.put(IGNORED_HEADER, String.join(", ", ignored));
        }
        return all;
    }

    /** The decision as {@link Decision#toJson} writes it, with {@code ignored}. */
    JsonObject toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>(decision.toJson().members());
        members.put("ignored", JsonArray.ofStrings(ignored));
        return new JsonObject(members);
    }
}
