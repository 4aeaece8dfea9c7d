package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to choose among at the moment.
 *
 * @param offline whether there is no network
 * @param targets every model at every back end; their order decides between equals
 */
public record RoutingState(boolean offline, List<Target> targets) {
    public RoutingState {
        targets = List.copyOf(targets);
    }

    /** With a network. */
    public static RoutingState of(Target... targets) {
        return new RoutingState(false, List.of(targets));
    }

    /**
     * Reads {@code {"offline":false,"targets":[…]}}.
     *
     * @throws dev.nearside.error.InvalidInput if it is none; the message starts with the path
     */
    public static RoutingState read(JsonCursor json) {
        Members members = Members.of(json, "offline", "targets");
        List<Target> targets = new ArrayList<>();
        for (JsonCursor target : json.field("targets").items()) {
            targets.add(Target.read(target));
        }
        return new RoutingState(members.flag("offline"), targets);
    }

    /** As {@link #read} reads it. */
    public JsonObject toJson() {
        List<JsonValue> items = new ArrayList<>();
        for (Target target : targets) {
            items.add(target.toJson());
        }
        return JsonObject.builder()
                .put("offline", offline)
                .put("targets", new JsonArray(items))
                .build();
    }

    boolean hasBackend(String name) {
        return targets.stream().anyMatch(target -> target.backend().equals(name));
    }
}
