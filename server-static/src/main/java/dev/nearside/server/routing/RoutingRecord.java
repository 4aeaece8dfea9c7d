package dev.nearside.server.routing;

import dev.nearside.routing.Basis;
import dev.nearside.routing.Considered;
import dev.nearside.routing.Decision;
import dev.nearside.routing.RoutingRule;
import dev.nearside.routing.Target;
import dev.nearside.routing.privacy.PrivateFinding;
import dev.nearside.server.chat.BackendFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts decisions and attempts, and logs a line for each decision. Nothing that a person wrote is in either. Thread-safe. */
final class RoutingRecord {
    private static final Logger LOG = LoggerFactory.getLogger("dev.nearside.server.routing");

    private final MeterRegistry registry;

    RoutingRecord(MeterRegistry registry) {
        this.registry = registry;
    }

    void decided(Decision decision) {
        Optional<Considered> chosen = decision.chosen();
        Counter.builder("nearside.routing.decisions")
                .description("Decisions of the router, by who was chosen and why; refusals have no backend")
                .tag("backend", chosen.map(one -> one.target().backend()).orElse("none"))
                .tag("reason", decision.label())
                .register(registry)
                .increment();
        LOG.info("{}", line(decision));
    }

    /** The kind of a failure, for {@link #attempted}. */
    static String outcome(BackendFailure failure) {
        return failure.failure().kind().name().toLowerCase(Locale.ROOT);
    }

    /**
     * A back end was asked.
     *
     * @param outcome {@code answered}, or the kind of failure in lower case
     */
    void attempted(Target target, String outcome) {
        Counter.builder("nearside.routing.attempts")
                .description("Back ends that were asked, by what came of it")
                .tag("backend", target.backend())
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** For example {@code route jvm/smollm2 private tokens=13 policy=prefer-device task=- rule=- found=email fallbacks=0}. */
    static String line(Decision decision) {
        Basis basis = decision.basis();
        RoutingRule rule = basis.rule();
        String found = basis.privacy().findings().stream()
                .map(PrivateFinding::kind)
                .map(kind -> kind.label())
                .collect(Collectors.joining(","));
        String line = "route " + decision.chosen().map(one -> one.target().id()).orElse("-")
                + " " + decision.label()
                + " tokens=" + basis.size().prompt()
                + " policy=" + basis.policy().label()
                + " task=" + (basis.task() == null ? "-" : knownTask(decision))
                + " rule=" + (rule == null ? "-" : "'" + rule.name() + "'")
                + " private=" + basis.privacy().isPrivate()
                + " found=" + (found.isEmpty() ? "-" : found)
                + " fallbacks=" + decision.fallbacks().size();
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** A task that is asked for by name is in the rules, unless that is what the request is refused for. */
    private static String knownTask(Decision decision) {
        return decision.label().equals("model_not_found")
                ? "?"
                : String.valueOf(decision.basis().task());
    }
}
