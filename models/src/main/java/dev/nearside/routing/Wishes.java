package dev.nearside.routing;

import dev.nearside.error.InvalidInput;
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
     * These and others together: what either allows no more is not allowed. Where both only prefer, these count.
     *
     * @throws InvalidInput if one wants only the device and the other only the cloud
     */
    public Wishes and(Wishes other) {
        return new Wishes(
                narrower(policy, other.policy),
                reach.compareTo(other.reach) > 0 ? reach : other.reach,
                isPrivate || other.isPrivate,
                wasPrivate || other.wasPrivate);
    }

    private static @Nullable Policy narrower(@Nullable Policy one, @Nullable Policy other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.pool().containsAll(other.pool())) {
            return one.pool().equals(other.pool()) ? one : other;
        }
        if (other.pool().containsAll(one.pool())) {
            return one;
        }
        throw new InvalidInput(
                "nearside.policy: a request cannot be kept to both " + one.label() + " and " + other.label());
    }

    /**
     * Reads {@code {"policy":"only-device","reach":"device","private":true,"wasPrivate":false}}, each of which may be left
     * out. {@code conversation}, {@code promptTokens} and {@code draw} may stand beside them.
     *
     * @throws InvalidInput if a member or value is unknown
     */
    public static Wishes read(JsonCursor json) {
        Members members =
                Members.of(json, "policy", "reach", "private", "wasPrivate", "conversation", "promptTokens", "draw");
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
