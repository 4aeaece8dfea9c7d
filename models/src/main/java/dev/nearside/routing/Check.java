package dev.nearside.routing;

import org.jspecify.annotations.Nullable;

/** Whether a target can answer a request. */
final class Check {
    private static final long MEGABYTE = 1_000_000;

    private final VirtualModel model;
    private final RoutingRequest request;
    private final RoutingRules rules;
    private final boolean offline;
    private boolean cutting;

    Check(VirtualModel model, RoutingRequest request, RoutingRules rules, boolean offline) {
        this.model = model;
        this.request = request;
        this.rules = rules;
        this.offline = offline;
    }

    /** This, where models on the device may end an answer before it is as long as was allowed: with their context. */
    Check cutting() {
        cutting = true;
        return this;
    }

    /** Why a target does not answer. */
    record Problem(Reason reason, String detail) {}

    /**
     * The first thing that is against it, what nobody can change before what passes: so privacy is only to blame where
     * the policy alone would have let the request go there.
     */
    @Nullable
    Problem of(Target target, Basis basis) {
        if (!model.matches(target)) {
            return new Problem(Reason.NAMED, "the request names another model");
        }
        Problem placed = ofPlace(target.place(), basis);
        return placed != null ? placed : ofTarget(target);
    }

    private @Nullable Problem ofPlace(Place place, Basis basis) {
        RoutingRule rule = basis.rule();
        Policy byRule = rule == null ? null : rule.then().policy();
        Policy wished = request.wishes().policy();
        for (Policy policy : new Policy[] {rules.policy(), orAny(byRule), orAny(wished)}) {
            if (!policy.allows(place)) {
                return new Problem(Reason.POLICY, "the policy " + policy.label() + " excludes it");
            }
        }
        if (!request.wishes().reach().allows(place)) {
            return new Problem(
                    Reason.REACH,
                    "the request is kept to the " + request.wishes().reach().label());
        }
        if (basis.privacy().isPrivate() && !Reach.DEVICE.allows(place)) {
            return new Problem(
                    Reason.PRIVATE, "the request is private: " + basis.privacy().describe());
        }
        return null;
    }

    static Policy orAny(@Nullable Policy policy) {
        return policy == null ? Policy.PREFER_DEVICE : policy;
    }

    private @Nullable Problem ofTarget(Target target) {
        if (!request.beyond().isEmpty() && target.place() != Place.UPSTREAM) {
            return new Problem(Reason.UNSUPPORTED, unsupported(request.beyond().get(0)));
        }
        Condition condition = target.condition();
        if (condition.readiness() == Readiness.ABSENT) {
            return new Problem(Reason.NOT_INSTALLED, "the model is not installed");
        }
        if (condition.missingMemory() > 0) {
            long megabytes = (condition.missingMemory() + MEGABYTE - 1) / MEGABYTE;
            return new Problem(Reason.MEMORY, megabytes + " MB of memory are missing");
        }
        if (condition.breakerOpen()) {
            return new Problem(Reason.BREAKER_OPEN, "it failed too often lately");
        }
        if (offline && target.network()) {
            return new Problem(Reason.OFFLINE, "there is no network");
        }
        return ofSize(target);
    }

    /** @param path of what is not, for example {@code tools} or {@code messages[0].content[1]}, which is a part that is no text */
    private static String unsupported(String path) {
        String what = "'" + path + "' is not supported by models on this machine";
        return path.endsWith("]") && path.contains(".content[")
                ? what + ", which read text only: no pictures, sounds or files"
                : what;
    }

    private @Nullable Problem ofSize(Target target) {
        boolean cut = cutting && Reach.DEVICE.allows(target.place());
        long needed = cut ? request.size().prompt() + 1L : request.size().needed();
        if (target.contextLength() > 0 && needed > target.contextLength()) {
            return new Problem(
                    Reason.CONTEXT, needed + " tokens are needed, its context has " + target.contextLength());
        }
        double most = rules.limits().maxCost();
        if (most > 0 && request.size().costAt(target.price()) > most) {
            return new Problem(Reason.COST, "it would cost more than " + most);
        }
        return null;
    }
}
