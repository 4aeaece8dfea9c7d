package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetriesTest {
    private static final String BUSY =
            "{\"error\":{\"message\":\"slow down\",\"type\":\"requests\",\"code\":\"rate_limit\"}}";

    /** Answers the first requests with an error, and those after them well. */
    private static HostileServer failingFirst(int times, int status, String header) {
        return HostileServer.playing((number, connection) -> {
            if (number <= times) {
                connection.answer(status, header + "Content-Type: application/json\r\n", BUSY);
            } else {
                connection.stream(Chunks.HELLO);
            }
        });
    }

    @Test
    void whoSaysWhenToComeBackIsAskedThen() {
        try (HostileServer server = failingFirst(1, 429, "Retry-After: 7\r\n");
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("Hello");
            assertThat(bench.time.slept()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7100));
            assertThat(bench.count("retries")).isOne();
        }
    }

    @Test
    void aDateIsUnderstoodToo() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                FakeTime.START.plusSeconds(9).atOffset(ZoneOffset.UTC));

        try (HostileServer server = failingFirst(1, 503, "Retry-After: " + date + "\r\n");
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.time.slept()).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9100));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void whoDoesNotSayIsAskedTwiceMoreLaterEachTime(int status) {
        try (HostileServer server = failingFirst(2, status, "");
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("Hello");
            assertThat(bench.time.slept()).isBetween(Duration.ofMillis(375), Duration.ofMillis(860));
        }
    }

    @Test
    void threeTriesAreEnough() {
        try (HostileServer server = failingFirst(9, 429, "");
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: it answered 429: slow down");
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.BUSY));
            assertThat(failure.error().orElseThrow().path("code").asText()).isEqualTo("rate_limit");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aWishBeyondTheTimeIsPassedOnInsteadOfWaitedFor() {
        try (HostileServer server = failingFirst(9, 429, "Retry-After: 90\r\n");
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(90));
            assertThat(bench.time.slept()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, MALFORMED",
        "401, UNAUTHORISED",
        "403, UNAUTHORISED",
        "404, GARBLED",
        "405, GARBLED",
        "408, TIMEOUT",
        "409, MALFORMED",
        "422, MALFORMED",
        "500, BROKEN",
        "501, BROKEN"
    })
    void nothingElseIsAskedAgain(int status, Kind kind) {
        try (HostileServer server = failingFirst(1, status, "");
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure.failure()).isEqualTo(Failure.before(kind));
            assertThat(failure.status()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}} | CONTEXT",
                "{\"error\":{\"message\":\"exceeds\",\"type\":\"exceed_context_size_error\",\"n_ctx\":512}} | CONTEXT",
                "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens\",\"code\":400} | CONTEXT",
                "{\"error\":{\"message\":\"no\",\"code\":\"model_not_found\"}} | NO_MODEL",
                "{\"detail\":[{\"msg\":\"field required\"}]} | MALFORMED",
                "{\"error\":\"a text\"} | MALFORMED"
            })
    void whatIsWrongWithARequestIsReadFromWhatIsSaid(String body, Kind kind) {
        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(400, body));
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure.failure()).isEqualTo(Failure.before(kind));
            assertThat(failure.error()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"The model `x` does not exist\",\"code\":\"model_not_found\"}} | NO_MODEL",
                "{\"error\":{\"message\":\"model \\\"x\\\" not found, try pulling it first\",\"type\":\"api_error\"}} | NO_MODEL",
                "{\"object\":\"error\",\"message\":\"The model `a/x` does not exist.\",\"type\":\"NotFoundError\"} | NO_MODEL",
                "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"It does not exist.\"}} | NO_MODEL",
                "{\"error\":{\"message\":\"No endpoints found for a/x.\",\"code\":404}} | NO_MODEL",
                "{\"error\":{\"message\":\"there is nothing at /x/models\",\"code\":\"not_found\"}} | GARBLED",
                "{\"error\":{\"message\":\"Invalid URL (POST /chat/completions)\"}} | GARBLED",
                "{\"error\":{\"code\":404,\"message\":\"File Not Found\",\"type\":\"not_found_error\"}} | GARBLED",
                "{\"detail\":\"Not Found\"} | GARBLED",
                "404 page not found | GARBLED"
            })
    void aModelThatIsNotThereIsToldFromARouteThatIsNot(String body, Kind kind) {
        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(404, body));
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails().failure()).isEqualTo(Failure.before(kind));
        }
    }

    @Test
    void aRouteThatIsNotThereIsNamedAndOpensNoBreaker() {
        try (HostileServer server = HostileServer.playing(
                        (number, connection) -> connection.json(404, "{\"detail\":\"Not Found\"}"));
                Bench bench = Bench.of(server)) {
            for (int i = 0; i < 20; i++) {
                assertThat(bench.chatFails())
                        .hasMessageStartingWith("upstream up: there is nothing at /v1/chat/completions"
                                + " (404: Not Found); is its base URL right?");
            }

            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void aWholeAnswerIsTriedAgainToo() {
        try (HostileServer server = HostileServer.playing((number, connection) -> {
                    if (number == 1) {
                        connection.reset();
                    } else {
                        connection.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
                    }
                });
                Bench bench = Bench.of(server)) {
            assertThat(bench.upstreams()
                            .complete(Bench.request(), () -> false)
                            .at("/choices/0/message/content")
                            .asText())
                    .isEqualTo("Hi");
        }
    }

    @Test
    void thePauseDoublesAndIsPartlyRandom() {
        UpstreamFailure failure =
                new UpstreamFailure(new UpstreamFailure.Details("up", Kind.CONNECTION, "gone", 0, true), null);
        Duration much = Duration.ofMinutes(1);

        assertThat(new Retries(() -> 0).pause(failure, 1, much)).contains(Duration.ofMillis(125));
        assertThat(new Retries(() -> 0.5).pause(failure, 1, much)).contains(Duration.ofMillis(188));
        assertThat(new Retries(() -> 0).pause(failure, 2, much)).contains(Duration.ofMillis(250));
        assertThat(new Retries(() -> 0).pause(failure, 3, much)).isEmpty();
        assertThat(new Retries(() -> 0).pause(failure, 1, Duration.ofMillis(125)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "Mon, 23 Nov 2026 12:00:30 GMT | PT30S",
                "Mon, 23 Nov 2026 11:00:00 GMT | PT0S"
            })
    void retryAfterIsSecondsOrADate(String value, Duration wait) {
        assertThat(RetryAfter.parse(value, FakeTime.START)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-3", "1e9", "99999999999999999999", "Mon, 99 Nov 2026 12:00:30 GMT"})
    void anythingElseIsNoTime(String value) {
        assertThat(RetryAfter.parse(value, FakeTime.START)).isEmpty();
    }
}
