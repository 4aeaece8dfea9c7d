package dev.nearside.server.routing;

import dev.nearside.routing.Decision;
import dev.nearside.routing.Place;
import dev.nearside.routing.Refusal;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingState;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.RequestFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks the router about calls. Before somebody hears that nobody can answer, upstreams are asked what they have, tools are left
 * out if the settings allow it, and what a person can do about it is said. Thread-safe.
 */
final class Decisions {
    private final Router router;
    private final Backends backends;
    private final Questions questions;
    private final Manners manners;

    /**
     * What is done beside routing.
     *
     * @param tools what is done with tools that nobody can follow
     * @param advice what a person can do where nobody answers
     */
    record Manners(ToolsHere tools, Advice advice) {
        /** Refuses, and has no advice. */
        static final Manners PLAIN = new Manners(ToolsHere.REFUSE, Advice.NONE);
    }

    Decisions(Router router, Backends backends, Questions questions, Manners manners) {
        this.router = router;
        this.backends = backends;
        this.questions = questions;
        this.manners = manners;
    }

    /**
     * Decides about a call.
     *
     * @param goOn asked some times a second while upstreams are waited for; false ends that
     * @throws dev.nearside.server.chat.BackendFailure 400 if what the call says of its routing is wrong
     */
    Decided of(ChatCall call, RequestFacts facts, BooleanSupplier goOn) {
        Question question = questions.of(call, facts);
        Decided decided = decide(call, question);
        if (mayBeElsewhere(decided.decision()) && backends.lookAgain(goOn)) {
            decided = decide(call, question);
        }
        return decided.with(manners.advice().on(decided.decision(), call));
    }

    /** Whether a list that upstreams have not given yet could hold somebody who answers. */
    private static boolean mayBeElsewhere(Decision decision) {
        Refusal refusal = decision.refusal();
        if (refusal == null || !decision.basis().pool().contains(Place.UPSTREAM)) {
            return false;
        }
        return switch (refusal.kind()) {
            case MODEL_NOT_FOUND -> true;
            case NO_BACKEND ->
                decision.considered().stream().noneMatch(one -> one.target().place() == Place.UPSTREAM);
            default -> false;
        };
    }

    private Decided decide(ChatCall call, Question question) {
        RoutingState state = backends.state();
        Decision decision = router.decide(question.request(), state);
        Optional<ChatCall> rest = decision.refusal() == null || manners.tools() == ToolsHere.REFUSE
                ? Optional.empty()
                : call.withoutTools();
        if (rest.isPresent()) {
            Decision without =
                    router.decide(questions.leavingOut(question, rest.get()).request(), state);
            if (without.refusal() == null) {
                String message = without.message() + "; left out: " + String.join(", ", call.beyond());
                Decision said = new Decision(without.considered(), null, message, without.basis());
                return new Decided(rest.get(), question, said, call.beyond());
            }
        }
        return new Decided(call, question, decision, List.of());
    }
}
