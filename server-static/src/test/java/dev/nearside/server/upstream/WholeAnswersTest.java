package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that come in one piece: chats and embeddings. */
final class WholeAnswersTest {

    private static HostileServer saying(String json) {
        return HostileServer.playing((number, connection) -> connection.json(200, json));
    }

    @Test
    void aWholeChatIsHandedOnUnderTheNameItIsAskedForHere() {
        try (HostileServer server = saying(
                        "{\"id\":\"c9\",\"object\":\"chat.completion\",\"created\":3,\"model\":\"real\","
                                + "\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"timings\":{\"ms\":1}}");
                Bench bench = Bench.of(server)) {
            ObjectNode whole = bench.upstreams()
                    .complete(
                            Bench.request("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}"),
                            () -> false);

            assertThat(Bench.json(whole.toString()))
                    .isEqualTo(
                            Bench.json("{\"id\":\"c9\",\"object\":\"chat.completion\",\"created\":3,\"model\":\"up/m\","
                                    + "\"choices\":[{\"message\":{\"content\":\"Hi\",\"role\":\"assistant\"},\"finish_reason\":\"stop\","
                                    + "\"index\":0}],\"timings\":{\"ms\":1}}"));
            assertThat(server.requests().get(0)).endsWith("{\"stream\":false,\"model\":\"m\"}");
        }
    }

    @Test
    void embeddingsComeAsTheyWereAskedFor() {
        try (HostileServer server =
                        saying("{\"data\":[{\"embedding\":[0.5,1]},{\"embedding\":\"AAAA\",\"index\":1}]}");
                Bench bench = Bench.of(server)) {
            ObjectNode list = bench.upstreams().embeddings(Bench.request("{\"input\":[\"a\",\"b\"]}"), () -> false);

            assertThat(list)
                    .isEqualTo(Bench.json("{\"object\":\"list\",\"model\":\"up/m\",\"data\":["
                            + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,1]},"
                            + "{\"object\":\"embedding\",\"index\":1,\"embedding\":\"AAAA\"}]}"));
            assertThat(server.requests().get(0))
                    .startsWith("POST /v1/embeddings ")
                    .endsWith("{\"input\":[\"a\",\"b\"],\"model\":\"m\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | choices must be an array, and is missing",
                "[] | answer must be an object, and is array",
                "{\"choices\":[]} | choices must not be empty",
                "{\"choices\":[{}]} | choices[0].message must be an object, and is missing",
                "{\"choices\":[{\"message\":{\"content\":1}}]} | choices[0].message.content must be string, and is number",
                "{\"choices\":[{\"message\":{}}],\"usage\":[]} | answer.usage must be object, and is array"
            })
    void aChatOfWrongTypesIsRefusedWithItsPlace(String json, String problem) {
        try (HostileServer server = saying(json);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = Bench.failsToGive(() -> bench.upstreams().complete(Bench.request(), () -> false));

            assertThat(failure).hasMessage("upstream up: its answer is wrong: " + problem);
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.GARBLED));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | data must be an array, and is missing",
                "{\"data\":[{\"embedding\":[\"1\"]}]} | data[0].embedding must be of numbers",
                "{\"data\":[{\"embedding\":{}}]} | data[0].embedding must be an array, and is object"
            })
    void embeddingsOfWrongTypesAreRefusedWithTheirPlace(String json, String problem) {
        try (HostileServer server = saying(json);
                Bench bench = Bench.of(server)) {
            assertThat(Bench.failsToGive(() -> bench.upstreams().embeddings(Bench.request(), () -> false)))
                    .hasMessage("upstream up: its answer is wrong: " + problem);
        }
    }

    @Test
    void anAnswerThatIsCutOffIsAFailure() {
        try (HostileServer server = HostileServer.sending(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"choi");
                Bench bench = Bench.of(server)) {
            assertThat(Bench.failsToGive(() -> bench.upstreams().complete(Bench.request(), () -> false))
                            .failure())
                    .isEqualTo(Failure.before(Kind.CONNECTION));
        }
    }

    @Test
    void anAnswerWithoutEndIsRefused() {
        byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);

        try (HostileServer server = HostileServer.playing((number, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
                    for (int i = 0; i < 100; i++) {
                        connection.send(spaces);
                    }
                    connection.awaitEnd();
                });
                Bench bench = Bench.of(server)) {
            assertThat(Bench.failsToGive(() -> bench.upstreams().complete(Bench.request(), () -> false)))
                    .hasMessage("upstream up: its answer is longer than 33554432 bytes");
            server.awaitLeftAlone();
        }
    }

    @Test
    void cancellingClosesTheConnection() {
        AtomicBoolean cancelled = new AtomicBoolean();

        try (HostileServer server = HostileServer.playing((number, connection) -> {
                    cancelled.set(true);
                    connection.awaitEnd();
                });
                Bench bench = Bench.of(server)) {
            assertThat(Bench.failsToGive(() -> bench.upstreams().complete(Bench.request(), cancelled::get))
                            .failure()
                            .kind())
                    .isEqualTo(Kind.CANCELLED);
            server.awaitLeftAlone();
        }
    }
}
