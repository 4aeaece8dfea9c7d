package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final Readiness readiness = new Readiness();

    @Test
    void aServerStartsUnready() {
        assertThat(readiness.report()).containsEntry("status", "starting");
    }

    @Test
    void aBrokenModelIsNamed() {
        readiness.failed("digits.onnx is missing");

        assertThat(readiness.report())
                .containsEntry("status", "failed")
                .containsEntry("problem", "digits.onnx is missing");
    }

    @Test
    void aDrainingServerDoesNotBecomeReadyAgain() {
        readiness.draining();
        readiness.ready();

        assertThat(readiness.state()).isEqualTo(Readiness.State.DRAINING);
    }
}
