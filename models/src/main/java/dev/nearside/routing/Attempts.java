package dev.nearside.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * The attempts at one request: who is asked now, and who may be asked if that fails. Immutable.
 *
 * <pre>{@code
 * Attempts attempts = decision.attempts(now + limits.deadlineMillis());
 * Attempts.Next next = attempts.after(Failure.before(Failure.Kind.TIMEOUT), now);
 * }</pre>
 *
 * @param targets the one that is asked now, then those that are left, at least one; all of the decision's pool
 * @param deadlineMillis when all has to be done
 */
public record Attempts(List<Target> targets, long deadlineMillis) {
    public Attempts {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("there is nobody to be asked");
        }
        targets = List.copyOf(targets);
    }

    /** What comes after a failure. */
    public sealed interface Next {
        /** Another target is asked. */
        record Try(Attempts attempts) implements Next {}

        /** The client is told of the failure. */
        record GiveUp(String why) implements Next {}
    }

    /** Who is asked now. */
    public Target target() {
        return targets.get(0);
    }

    /** How long the attempt may take at that time, 0 or more. */
    public long remainingMillis(long nowMillis) {
        return Math.max(0, deadlineMillis - nowMillis);
    }

    /**
     * What comes after the current target failed: never another one once content was sent, after a malformed or
     * unauthorised request, or after the deadline.
     */
    public Next after(Failure failure, long nowMillis) {
        if (failure.contentSent()) {
            return new Next.GiveUp("the answer had begun");
        }
        if (!failure.kind().fallsBack()) {
            return new Next.GiveUp("another back end would not help");
        }
        if (nowMillis >= deadlineMillis) {
            return new Next.GiveUp("the time for this request is over");
        }
        List<Target> left = new ArrayList<>();
        for (Target other : targets.subList(1, targets.size())) {
            if (canHelp(other, failure.kind())) {
                left.add(other);
            }
        }
        return left.isEmpty()
                ? new Next.GiveUp("there is no other back end that may answer")
                : new Next.Try(new Attempts(left, deadlineMillis));
    }

    private boolean canHelp(Target other, Failure.Kind kind) {
        return switch (kind) {
            case CONNECTION -> !other.backend().equals(target().backend());
            case CONTEXT -> other.contextLength() > target().contextLength();
            default -> true;
        };
    }
}
