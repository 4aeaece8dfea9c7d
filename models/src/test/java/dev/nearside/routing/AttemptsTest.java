package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.routing.Attempts.Next;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptsTest {
    private static final Target TAB = Target.of("tab", "small", 2048);
    private static final Target LONG = Target.of("tab", "long", 8192);
    private static final Target JVM = Target.of("jvm", "small", 2048);
    private static final Attempts ATTEMPTS = new Attempts(List.of(TAB, LONG, JVM), 1000);

    @Test
    void theNextTargetFollowsAFailureBeforeTheFirstContent() {
        Next next = ATTEMPTS.after(Failure.before(Failure.Kind.BROKEN), 999);

        assertThat(next).isEqualTo(new Next.Try(new Attempts(List.of(LONG, JVM), 1000)));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyFollowsOnceContentWasSent(Failure.Kind kind) {
        assertThat(ATTEMPTS.after(new Failure(kind, true), 0)).isInstanceOf(Next.GiveUp.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"MALFORMED", "UNAUTHORISED", "CANCELLED"})
    void nobodyFollowsWhereItWouldNotHelp(Failure.Kind kind) {
        assertThat(ATTEMPTS.after(Failure.before(kind), 0)).isInstanceOf(Next.GiveUp.class);
    }

    @Test
    void nobodyFollowsAfterTheDeadline() {
        assertThat(ATTEMPTS.after(Failure.before(Failure.Kind.TIMEOUT), 1000)).isInstanceOf(Next.GiveUp.class);
        assertThat(ATTEMPTS.remainingMillis(400)).isEqualTo(600);
        assertThat(ATTEMPTS.remainingMillis(1001)).isZero();
    }

    @Test
    void whatCouldNotBeReachedIsNotAskedForAnotherModel() {
        Next next = ATTEMPTS.after(Failure.before(Failure.Kind.CONNECTION), 0);

        assertThat(next).isEqualTo(new Next.Try(new Attempts(List.of(JVM), 1000)));
    }

    @Test
    void afterATooLongConversationOnlyLongerContextsFollow() {
        Next next = ATTEMPTS.after(Failure.before(Failure.Kind.CONTEXT), 0);

        assertThat(next).isEqualTo(new Next.Try(new Attempts(List.of(LONG), 1000)));
    }

    @Test
    void theLastFailureIsTold() {
        Attempts last = new Attempts(List.of(JVM), 1000);

        assertThat(last.after(Failure.before(Failure.Kind.BUSY), 0)).isInstanceOf(Next.GiveUp.class);
    }

    @Test
    void aStatusIsWhatItMeans() {
        assertThat(Failure.Kind.ofStatus(400)).isEqualTo(Failure.Kind.MALFORMED);
        assertThat(Failure.Kind.ofStatus(401)).isEqualTo(Failure.Kind.UNAUTHORISED);
        assertThat(Failure.Kind.ofStatus(429)).isEqualTo(Failure.Kind.BUSY);
        assertThat(Failure.Kind.ofStatus(503)).isEqualTo(Failure.Kind.BROKEN);
    }
}
