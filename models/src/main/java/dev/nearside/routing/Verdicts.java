package dev.nearside.routing;

import dev.nearside.routing.Considered.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every target its verdict, and the decision its reason. */
final class Verdicts {
    /** What a client may have sent for a name. */
    private static final int LONGEST_NAME = 200;

    /** How many of those who cannot answer for one reason are named. */
    private static final int MOST_NAMED = 3;

    private final VirtualModel model;
    private final RoutingRequest request;
    private final Basis basis;
    private final Preference preference;

    Verdicts(VirtualModel model, RoutingRequest request, Basis basis, Preference preference) {
        this.model = model;
        this.request = request;
        this.basis = basis;
        this.preference = preference;
    }

    /** A target that was checked, and its place in the order. */
    private record Checked(int place, Target target, Check.@Nullable Problem problem) {
        /** Whether it would have been allowed to answer, could it. */
        boolean isAllowed() {
            return problem == null || (problem.reason() != Reason.NAMED && problem.reason() != Reason.POLICY);
        }
    }

    Decision decide(List<Target> targets, Check check) {
        List<Checked> all = new ArrayList<>();
        for (Target target : targets.stream().sorted(preference.order()).toList()) {
            all.add(new Checked(all.size(), target, check.of(target, basis)));
        }
        Checked chosen = null;
        for (Checked one : all) {
            chosen = chosen == null && one.problem == null ? one : chosen;
        }
        return chosen == null ? refused(all) : chosen(all, chosen);
    }

    private Decision chosen(List<Checked> all, Checked chosen) {
        Checked favourite = chosen;
        for (Checked one : all) {
            if (one.isAllowed() && preference.whatever().compare(one.target, favourite.target) < 0) {
                favourite = one;
            }
        }
        String message = why(chosen, favourite);
        List<Considered> considered = new ArrayList<>();
        for (Checked one : all) {
            considered.add(
                    one.equals(chosen)
                            ? considered(one.target, Verdict.CHOSEN, reason(chosen, favourite), message)
                            : unchosen(one));
        }
        return new Decision(considered, null, message, basis);
    }

    private Reason reason(Checked chosen, Checked favourite) {
        if (basis.privacy().isPrivate()) {
            return Reason.PRIVATE;
        }
        if (!favourite.equals(chosen)) {
            return favourite.problem == null ? Reason.SLOW : favourite.problem.reason();
        }
        return !model.isAuto() ? Reason.NAMED : basis.rule() != null ? Reason.RULE : Reason.POLICY;
    }

    private String why(Checked chosen, Checked favourite) {
        List<String> parts = new ArrayList<>();
        if (basis.privacy().isPrivate()) {
            // That it is private is said by the reason, which stands before this.
            parts.add(basis.privacy().describe() + ", so only this device");
        }
        parts.add(!model.isAuto() ? "the request names the model" : ruleOrPolicy());
        if (!favourite.equals(chosen)) {
            String problem = favourite.problem == null ? slow(favourite.target) : favourite.problem.detail();
            parts.add("not " + favourite.target.id() + ": " + problem);
        }
        if (preference.slowness(chosen.target) > 0) {
            parts.add("the quickest there is, but " + slow(chosen.target));
        }
        if (basis.uncompared() != null) {
            parts.add(basis.uncompared());
        }
        return String.join("; ", parts);
    }

    private String ruleOrPolicy() {
        RoutingRule rule = basis.rule();
        return rule == null ? basis.policy().label() : "rule '" + rule.name() + "'";
    }

    private String slow(Target target) {
        return "its first token would take " + preference.slowness(target) + " ms";
    }

    private Considered unchosen(Checked one) {
        Target target = one.target;
        if (one.problem != null) {
            return considered(target, Verdict.REJECTED, one.problem.reason(), one.problem.detail());
        }
        return preference.slowness(target) > 0
                ? considered(target, Verdict.FALLBACK, Reason.SLOW, slow(target))
                : considered(target, Verdict.FALLBACK, Reason.LESS_PREFERRED, "it comes after the chosen one");
    }

    private Considered considered(Target target, Verdict verdict, Reason reason, String detail) {
        long firstToken =
                target.condition().speed().firstTokenMillis(request.size().prompt());
        return new Considered(
                target, verdict, reason, detail, firstToken, request.size().costAt(target.price()));
    }

    private Decision refused(List<Checked> all) {
        List<Checked> named = new ArrayList<>();
        List<Considered> considered = new ArrayList<>();
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (Checked one : all) {
            considered.add(unchosen(one));
            if (one.problem != null && one.problem.reason() != Reason.NAMED) {
                named.add(one);
                problems.computeIfAbsent(one.problem.detail(), detail -> new ArrayList<>())
                        .add(one.target.id());
            }
        }
        Refusal.Kind kind = kind(named);
        String why = named.isEmpty() && !model.isAuto()
                ? "no back end has the model '" + shown(request.model()) + "'"
                : problems.isEmpty() ? "there are no back ends" : grouped(problems);
        String message = why + wayOut(kind, all);
        return new Decision(considered, new Refusal(kind, message), message, basis);
    }

    /** Each reason once, after those of whom it holds. */
    private static String grouped(Map<String, List<String>> problems) {
        List<String> said = new ArrayList<>();
        problems.forEach((detail, ids) -> {
            String names = String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())));
            int others = ids.size() - MOST_NAMED;
            said.add(names + (others > 0 ? " and " + others + " more" : "") + ": " + detail);
        });
        return String.join("; ", said);
    }

    /** What else the client could ask for: a model on the device, which the one that it named is not. */
    private String wayOut(Refusal.Kind kind, List<Checked> all) {
        boolean isThere = all.stream()
                .anyMatch(one -> one.problem != null
                        && one.problem.reason() == Reason.NAMED
                        && Reach.DEVICE.allows(one.target.place())
                        && basis.pool().contains(one.target.place())
                        && one.target.condition().readiness() != Readiness.ABSENT);
        boolean isKeptHere = kind == Refusal.Kind.PRIVATE || kind == Refusal.Kind.REACH || kind == Refusal.Kind.POLICY;
        return isKeptHere && isThere
                ? "; ask for '" + VirtualModel.AUTO + "' to have a model on this device answer"
                : "";
    }

    /** A name that a client sent, as far as it is shown. */
    static String shown(String model) {
        return model.length() <= LONGEST_NAME ? model : model.substring(0, LONGEST_NAME) + "…";
    }

    private Refusal.Kind kind(List<Checked> named) {
        if (named.isEmpty()) {
            return model.isAuto() ? Refusal.Kind.NO_BACKEND : Refusal.Kind.MODEL_NOT_FOUND;
        }
        if (any(named, Reason.PRIVATE)) {
            return Refusal.Kind.PRIVATE;
        }
        if (any(named, Reason.REACH)) {
            return Refusal.Kind.REACH;
        }
        List<Checked> allowed = named.stream().filter(Checked::isAllowed).toList();
        if (allowed.isEmpty()) {
            return Refusal.Kind.POLICY;
        }
        if (all(allowed, Reason.UNSUPPORTED)) {
            return Refusal.Kind.UNSUPPORTED;
        }
        if (all(allowed, Reason.CONTEXT)) {
            return Refusal.Kind.CONTEXT_LENGTH;
        }
        if (all(allowed, Reason.COST)) {
            return Refusal.Kind.COST;
        }
        return !model.isAuto() && all(allowed, Reason.NOT_INSTALLED)
                ? Refusal.Kind.MODEL_NOT_FOUND
                : Refusal.Kind.NO_BACKEND;
    }

    private static boolean any(List<Checked> some, Reason reason) {
        return some.stream().anyMatch(one -> one.problem != null && one.problem.reason() == reason);
    }

    private static boolean all(List<Checked> some, Reason reason) {
        return some.stream().allMatch(one -> one.problem != null && one.problem.reason() == reason);
    }
}
