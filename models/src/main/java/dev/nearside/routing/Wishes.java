package dev.nearside.routing;

import dev.nearside.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * What whoever asks wants of the routing. Wishes narrow what the rules allow, and never widen it.
 *
 * @param policy the policy wanted; null for that of the rules
 * @param reach how far the request may go at most
 * @param isPrivate whether the request was marked private
 * @param wasPrivate whether its conversation was private before
 */
public record Wishes(@Nullable Policy policy, Reach reach, boolean isPrivate, boolean wasPrivate) {
    /** None. */
    public static final Wishes NONE = new Wishes(null, Reach.ANYWHERE, false, false);

    /** The same, with whether the conversation was private before. */
    public Wishes inConversation(boolean privateBefore) {
        return new Wishes(policy, reach, isPrivate, privateBefore);
    }

    /**
     * Reads {@code {"policy":"only-device","reach":"device","private":true,"wasPrivate":false}}, each of which may be left
     * out.
     *
     * @throws dev.nearside.error.InvalidInput if a member or value is unknown
     */
    public static Wishes read(JsonCursor json) {
        Members members = Members.of(json, "policy", "reach", "private", "wasPrivate", "promptTokens", "draw");
        return new Wishes(
                members.get("policy").map(Policy::read).orElse(null),
                members.get("reach").map(Wishes::readReach).orElse(Reach.ANYWHERE),
                members.flag("private"),
                members.flag("wasPrivate"));
    }

    private static Reach readReach(JsonCursor json) {
        Reach reach = Reach.ofLabel(json.asString());
        if (reach == null) {
            throw json.error("'" + json.asString() + "' is no reach; use anywhere, device or tab");
        }
        return reach;
    }
}
