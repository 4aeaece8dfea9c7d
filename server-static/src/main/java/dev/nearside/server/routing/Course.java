package dev.nearside.server.routing;

import dev.nearside.routing.Attempts;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatSink;
import dev.nearside.server.chat.TextCall;
import java.util.ArrayList;
import java.util.List;

/** Asks the chosen back end, and those after it as far as {@link Attempts} allows. */
final class Course {
    private final Backends backends;
    private final RoutingRecord record;
    private final boolean tells;

    /** @param tells whether the stream says who answers, in events that only a client which asked for them understands */
    Course(Backends backends, RoutingRecord record, boolean tells) {
        this.backends = backends;
        this.record = record;
        this.tells = tells;
    }

    /**
     * Returns when all of an answer was sent.
     *
     * @param deadlineMillis when it has to be, all attempts together
     * @throws BackendFailure that of the last one asked, naming those before it
     */
    void run(TextCall call, Decided decided, long deadlineMillis, ChatSink client) {
        Decision decision = decided.decision();
        Attempts attempts = decision.attempts(deadlineMillis);
        String why = decision.label() + ": " + decision.message();
        List<String> failed = new ArrayList<>();
        while (true) {
            Target target = attempts.target();
            AttemptSink sink = new AttemptSink(client, announcement(call, decided, target, why), deadlineMillis);
            try {
                backends.answer(call, target, sink);
                sink.flush();
                record.attempted(target, "answered");
                return;
            } catch (BackendFailure e) {
                BackendFailure failure = judged(e, sink);
                String kind = RoutingRecord.outcome(failure);
                record.attempted(target, kind);
                Attempts.Next next = attempts.after(failure.failure(), RoutedDispatch.nowMillis());
                if (!(next instanceof Attempts.Next.Try other)) {
                    throw failed.isEmpty() ? failure : naming(failed, failure);
                }
                failed.add(target.id() + " (" + kind + ")");
                attempts = other.attempts();
                why = "fallback: after " + String.join(", ", failed);
            }
        }
    }

    private AttemptSink.Announcement announcement(TextCall call, Decided decided, Target target, String why) {
        return new AttemptSink.Announcement(
                decided.headers(Decision.headers(target, why)),
                tells && call.stream() ? RoutedDispatch.statusEvents(target, why) : List.of());
    }

    /** The failure as the client sees it: what it got counts, and who stopped the work. */
    private static BackendFailure judged(BackendFailure e, AttemptSink sink) {
        boolean sent = e.failure().contentSent() || sink.contentSent();
        boolean late = e.failure().kind() == Failure.Kind.CANCELLED && sink.isTooLate();
        return late
                ? BackendFailure.of(
                                Failure.Kind.TIMEOUT,
                                504,
                                "deadline_exceeded",
                                "the request could not be answered within its time; routing.deadlineMillis sets it")
                        .causedBy(e)
                        .contentSent(sent)
                : e.contentSent(sent);
    }

    private static BackendFailure naming(List<String> failed, BackendFailure last) {
        BackendFailure all = new BackendFailure(
                last.failure(),
                last.status(),
                last.openAiError()
                        .put("message", last.getMessage() + "; before it failed " + String.join(", ", failed)),
                last.retryAfter().orElse(null));
        return all.causedBy(last);
    }
}
