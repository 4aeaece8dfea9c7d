package dev.nearside.server;

import static dev.nearside.server.RoutedServers.assertHeaders;
import static dev.nearside.server.RoutedServers.body;
import static dev.nearside.server.RoutedServers.chat;
import static dev.nearside.server.RoutedServers.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers where the one that was asked does not. */
@Timeout(300)
class FallbacksOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path models;

    private static RoutedServers servers;
    private static RunningServer cloudFirst;

    @BeforeAll
    static void start() throws Exception {
        servers = RoutedServers.in(models);
        cloudFirst = servers.with("{\"policy\": \"prefer-cloud\"}");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void upstreamIsWell() {
        servers.upstream().behave(FakeUpstream::speak);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenUpstreamFallsBackToThisMachine(boolean stream) throws Exception {
        servers.upstream().behave(FakeUpstream.refusing(500, "oops"));

        HttpResponse<String> answer =
                chat(cloudFirst, body("auto", "Hello").put("stream", stream).put("max_tokens", 2));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer, "jvm", "tiny", "fallback: after up/big (broken)");
    }

    @ParameterizedTest
    @CsvSource({
        "400, bad_value, 400, bad_value",
        "422, bad_value, 422, bad_value",
        "401, invalid_api_key, 403, upstream_unauthorised",
        "403, forbidden, 403, upstream_unauthorised"
    })
    void whatIsMalformedOrUnauthorisedDoesNotFallBack(int status, String code, int told, String toldCode)
            throws Exception {
        servers.upstream().behave(FakeUpstream.refusing(status, code));

        HttpResponse<String> answer = chat(cloudFirst, body("auto", "Hello"));

        assertThat(answer.statusCode()).isEqualTo(told);
        assertThat(error(answer).path("code").asText()).isEqualTo(toldCode);
        assertHeaders(answer, "up", "big", "policy");
    }

    @Test
    void anUpstreamThatFailsTooOftenIsLeftAlone() throws Exception {
        try (FakeUpstream failing = FakeUpstream.start();
                RunningServer server = servers.before(failing, "{\"policy\": \"prefer-cloud\"}")) {
            failing.behave(FakeUpstream.refusing(500, "oops"));
            ObjectNode body = body("auto", "Hello").put("max_tokens", 1);

            String reason = "";
            for (int i = 0; i < 100 && !reason.startsWith("breaker_open: "); i++) {
                reason = chat(server, body)
                        .headers()
                        .firstValue("X-Nearside-Reason")
                        .orElseThrow();
            }

            assertThat(reason).startsWith("breaker_open: ");
            assertThat(JSON.readTree(server.get("/api/routing").body())
                            .at("/state/targets/1/breakerOpen")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void afterTheDeadlineNobodyElseIsAsked() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeUpstream stalling = FakeUpstream.start();
                RunningServer server =
                        servers.before(stalling, "{\"policy\": \"prefer-cloud\", \"deadlineMillis\": 100}")) {
            stalling.behave((exchange, request) -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            HttpResponse<String> answer = chat(server, body("auto", "Hello"));

            over.countDown();
            assertThat(answer.statusCode()).isEqualTo(504);
            assertHeaders(answer, "up", "big", "policy: ");
            assertThat(server.get("/metrics").body())
                    .contains("nearside_routing_attempts_total{backend=\"up\",outcome=\"timeout\"}")
                    .doesNotContain("nearside_routing_attempts_total{backend=\"jvm\"");
        }
    }

    @Test
    void nothingFollowsOnHalfAnAnswer() throws Exception {
        servers.upstream().behave(FakeUpstream::breakOff);

        HttpResponse<String> answer = chat(cloudFirst, body("auto", "Hello").put("stream", true));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Half", "event: error").doesNotContain("tiny", "[DONE]");
    }
}
