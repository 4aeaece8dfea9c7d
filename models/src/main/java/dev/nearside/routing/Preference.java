package dev.nearside.routing;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Which of two targets is rather asked, if both can answer. */
final class Preference {
    private final RoutingRequest request;
    private final Basis basis;
    private final int budgetMillis;

    Preference(RoutingRequest request, Basis basis, int budgetMillis) {
        this.request = request;
        this.basis = basis;
        this.budgetMillis = budgetMillis;
    }

    /** Best first: those within the budget, and of those beyond it the quickest; then as {@link #whatever} says. */
    Comparator<Target> order() {
        return Comparator.comparingLong(this::slowness).thenComparing(whatever());
    }

    /** Best first, whatever their speed: by rule, place, task, tier, and by the draw. */
    Comparator<Target> whatever() {
        return Comparator.comparingInt(this::ruleRank)
                .thenComparingInt(target -> basis.policy().rank(target.place()))
                .thenComparingInt(this::taskRank)
                .thenComparingInt(target -> target.share().tier())
                .thenComparingDouble(this::drawRank);
    }

    /** The time to the first token if that is beyond the budget, else 0. */
    long slowness(Target target) {
        long millis = target.condition().speed().firstTokenMillis(basis.size().prompt());
        return budgetMillis > 0 && millis > budgetMillis ? millis : 0;
    }

    private int ruleRank(Target target) {
        RoutingRule rule = basis.rule();
        return rule == null ? 0 : rule.then().rank(target);
    }

    /** What is meant for the task, then what is meant for everything, then what is meant for other things. */
    private int taskRank(Target target) {
        @Nullable String task = basis.task();
        if (target.tasks().isEmpty()) {
            return 1;
        }
        return task != null && target.tasks().contains(task) ? 0 : 2;
    }

    private double drawRank(Target target) {
        return target.place() == Place.UPSTREAM ? Draw.rank(request.draw(), target) : 0;
    }
}
