package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that break, lie or babble: each is a clear failure, in bounded memory. */
final class BrokenAnswersTest {

    private static UpstreamFailure failure(HostileServer.Script script) {
        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            return bench.chatFails();
        }
    }

    @Test
    void aResetBeforeAnAnswerIsTriedAgainAndThenAFailure() {
        try (HostileServer server = HostileServer.playing((number, connection) -> connection.reset());
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: the connection broke before an answer");
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.CONNECTION));
            assertThat(failure.status()).isZero();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aResetWithinTheHeadIsAFailure() {
        UpstreamFailure failure = failure((number, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Ty");
            connection.reset();
        });

        assertThat(failure.failure()).isEqualTo(Failure.before(Kind.CONNECTION));
    }

    @Test
    void anAnswerThatBreaksAfterItsHeadIsAFailure() {
        // How often it was asked for is not looked at: the client may see the end before it has read the head.
        UpstreamFailure failure = failure((number, connection) -> connection.beginStream());

        assertThat(failure.failure()).isEqualTo(Failure.before(Kind.CONNECTION));
    }

    @Test
    void aResetAfterContentIsAFailureAfterContent() {
        Collector collector = new Collector();
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL);
            collector.awaitFirst();
            connection.reset();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = Bench.fails(() -> bench.upstreams().chat(Bench.request(), collector));

            assertThat(failure.failure()).isEqualTo(new Failure(Kind.CONNECTION, true));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Chunks.HEL, Chunks.HEL + "data: {\"choi", Chunks.HEL + "data: {\"choices\":[]}\n"})
    void anAnswerThatEndsHalfwayIsAFailureAfterContent(String events) {
        try (HostileServer server = HostileServer.streaming(events);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: its answer ended before it was whole");
            assertThat(failure.failure()).isEqualTo(new Failure(Kind.GARBLED, true));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aChunkedBodyThatIsCutOffIsAFailure() {
        UpstreamFailure failure = failure((number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL);
            connection.send("400\r\ndata: ");
        });

        assertThat(failure).hasMessage("upstream up: the connection broke within the answer");
        assertThat(failure.failure()).isEqualTo(new Failure(Kind.CONNECTION, true));
    }

    @Test
    void aBodyThatIsCutOffAfterTheEndOfTheAnswerIsWhole() {
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL + Chunks.LO + Chunks.STOP);
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("Hello");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | chunk must be an object, and is array",
                "7 | chunk must be an object, and is number",
                "{} | choices must be an array, and is missing",
                "{\"object\":\"chat.completion\",\"choices\":[]} | object must be chat.completion.chunk",
                "{\"choices\":{}} | choices must be an array, and is object",
                "{\"choices\":[null]} | choices[0] must be an object, and is null",
                "{\"choices\":[{\"index\":\"0\"}]} | choices[0].index must be a whole number of 0 or more, and is string",
                "{\"choices\":[{\"index\":-1}]} | choices[0].index must be a whole number of 0 or more, and is number",
                "{\"choices\":[{\"index\":1e9}]} | choices[0].index must be a whole number of 0 or more, and is number",
                "{\"choices\":[{\"index\":4096}]} | choices[0].index must be below 128",
                "{\"choices\":[{\"delta\":\"Hi\"}]} | choices[0].delta must be an object, and is string",
                "{\"choices\":[{\"delta\":{\"content\":5}}]} | choices[0].delta.content must be string, and is number",
                "{\"choices\":[{\"delta\":{\"content\":[\"Hi\"]}}]} | choices[0].delta.content must be string, and is array",
                "{\"choices\":[{\"delta\":{\"role\":{}}}]} | choices[0].delta.role must be string, and is object",
                "{\"choices\":[{\"delta\":{\"tool_calls\":{}}}]} | choices[0].delta.tool_calls must be array, and is object",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[1]}}]} | choices[0].delta.tool_calls[0] must be an object, and is number",
                "{\"choices\":[{\"finish_reason\":1}]} | choices[0].finish_reason must be string, and is number",
                "{\"choices\":[],\"usage\":\"much\"} | chunk.usage must be object, and is string",
                "{\"choices\":[],\"usage\":{\"total_tokens\":\"7\"}} | usage.total_tokens must be number, and is string"
            })
    void aChunkOfWrongTypesIsRefusedWithItsPlace(String chunk, String problem) {
        try (HostileServer server = HostileServer.streaming(Chunks.event(chunk));
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: an event of its answer is wrong: " + problem);
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.GARBLED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\n\n", "data: hello\n\n", "data: {} {}\n\n", "event: error\ndata: <p>\n\n"})
    void anEventThatIsNoJsonIsRefused(String event) {
        try (HostileServer server = HostileServer.streaming(event);
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails()).hasMessage("upstream up: an event of its answer is not JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: [DONE]\n\n", ": ping\n\n"})
    void anEmptyStreamIsRefused(String events) {
        try (HostileServer server = HostileServer.streaming(events);
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails()).hasMessage("upstream up: its answer is empty");
        }
    }

    @Test
    void aLineOfTenMegabytesIsRefused() {
        try (HostileServer server = HostileServer.playing((number, connection) -> {
                    connection.beginStream();
                    for (int i = 0; i < 10; i++) {
                        connection.chunk("data: " + "x".repeat(1 << 20));
                    }
                    connection.awaitEnd();
                });
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails()).hasMessage("upstream up: a line is longer than 1048576 bytes");
            server.awaitLeftAlone();
        }
    }

    @Test
    void aHundredMegabytesOfCommentsAreRefused() {
        byte[] comments = new byte[1 << 20];
        Arrays.fill(comments, (byte) ':');
        comments[comments.length - 1] = '\n';

        try (HostileServer server = HostileServer.playing((number, connection) -> {
                    connection.send(HostileServer.HEAD + "\r\n");
                    for (int i = 0; i < 100; i++) {
                        connection.send(comments);
                    }
                    connection.awaitEnd();
                });
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails()).hasMessage("upstream up: the stream is longer than 67108864 bytes");
            server.awaitLeftAlone();
        }
    }

    @Test
    void eventsWithoutEndAndWithoutContentAreRefused() {
        try (HostileServer server = HostileServer.streaming(Chunks.ROLE.repeat(1000));
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails()).hasMessage("upstream up: its answer has events, and no content in them");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: text/html, text/html",
        "Content-Type: application/json; charset=utf-8, application/json",
        "X-Nothing: here, nothing known"
    })
    void anotherTypeThanAStreamIsRefused(String header, String named) {
        UpstreamFailure failure =
                failure((number, connection) -> connection.answer(200, header + "\r\n", "<html>Login</html>"));

        assertThat(failure).hasMessage("upstream up: it answered " + named + " where a stream was asked for");
        assertThat(failure.failure()).isEqualTo(Failure.before(Kind.GARBLED));
    }

    @Test
    void compressionThatNobodyAskedForIsRefused() {
        UpstreamFailure failure = failure((number, connection) ->
                connection.answer(200, "Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n", "\u001f"));

        assertThat(failure)
                .hasMessage("upstream up: it answered compressed text/event-stream where a stream was asked for");
    }

    @Test
    void aPageForPeopleIsNotShownToThem() {
        UpstreamFailure failure = failure((number, connection) ->
                connection.answer(500, "Content-Type: text/html\r\n", "<html><h1>Internal Server Error</h1></html>"));

        assertThat(failure).hasMessage("upstream up: it answered 500");
        assertThat(failure.failure()).isEqualTo(Failure.before(Kind.BROKEN));
        assertThat(failure.error()).isEmpty();
    }

    @Test
    void whatIsNotHttpIsAFailure() {
        UpstreamFailure failure = failure((number, connection) -> connection.send("SSH-2.0-OpenSSH_9.6\r\n\r\n"));

        assertThat(failure.failure().contentSent()).isFalse();
        assertThat(failure.status()).isZero();
    }

    @Test
    void aHeadWithoutEndIsRefused() {
        HostileServer.Script script = (number, connection) -> {
            connection.send(HostileServer.HEAD);
            String header = "X-More: " + "x".repeat(1000) + "\r\n";
            for (int i = 0; i < 100; i++) {
                connection.send(header.repeat(1000));
            }
            connection.awaitEnd();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails().failure()).isEqualTo(Failure.before(Kind.GARBLED));
        }
    }

    @Test
    void nobodyListeningIsAFailure() {
        HostileServer gone = HostileServer.streaming("");
        gone.close();

        try (Bench bench = Bench.of(gone)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: nothing listens at " + gone.address());
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.CONNECTION));
            assertThat(bench.count("retries")).isEqualTo(2);
        }
    }
}
