package dev.nearside.chat;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * How system messages are put into a turn of the user, for templates that have no turn for them.
 *
 * @param around what stands around them, inside the turn and before what the user says
 * @param intoLast whether that is the user's last turn, as in Mistral's newer templates, and not the first
 */
public record MergedSystem(Turn around, boolean intoLast) {

    static MergedSystem read(JsonCursor json) {
        JsonCursor into = json.field("into");
        if (!into.asString().equals("first") && !into.asString().equals("last")) {
            throw into.error("'" + into.asString() + "' is unknown; use first or last");
        }
        return new MergedSystem(Turn.read(json), into.asString().equals("last"));
    }

    JsonObject toJson() {
        return around.toJson().put("into", intoLast ? "last" : "first").build();
    }
}
