package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamingTest {

    @Test
    void eachEventIsHandedOnBeforeTheNextIsSent() {
        CountDownLatch arrived = new CountDownLatch(1);
        HostileServer.Script script = (number, connection) -> {
            connection.beginStream();
            connection.chunk(Chunks.HEL);
            HostileServer.await(arrived);
            connection.chunk(Chunks.LO + Chunks.STOP + Chunks.DONE);
            connection.endStream();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            bench.upstreams().chat(Bench.request(), new UpstreamListener() {
                @Override
                public void onChunk(ObjectNode chunk) {
                    bench.collector.onChunk(chunk);
                    arrived.countDown();
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            });

            assertThat(bench.collector.text()).isEqualTo("Hello");
        }
    }

    @Test
    void theModelIsNamedAsItIsAskedForHere() {
        try (HostileServer server = HostileServer.streaming(Chunks.HELLO);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.chunks()).hasSize(4).allSatisfy(chunk -> {
                assertThat(chunk.path("model").asText()).isEqualTo("up/m");
                assertThat(chunk.path("id").asText()).isEqualTo("c1");
                assertThat(chunk.path("created").asInt()).isEqualTo(7);
            });
        }
    }

    @Test
    void theRequestGoesOutAsItCameButForModelAndStream() {
        try (HostileServer server = HostileServer.streaming(Chunks.HELLO);
                Bench bench = Bench.of(server)) {
            UpstreamRequest request =
                    Bench.request("{\"model\":\"auto\",\"nearside\":{\"reach\":\"anywhere\"},\"messages\":[],"
                            + "\"tools\":[{\"type\":\"function\"}],\"unknown\":{\"a\":[1,null]}}");
            bench.upstreams().chat(request, bench.collector);

            String sent = server.requests().get(0);
            assertThat(sent).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
            assertThat(Bench.json(sent.substring(sent.indexOf("\r\n\r\n"))))
                    .isEqualTo(Bench.json("{\"model\":\"m\",\"messages\":[],\"tools\":[{\"type\":\"function\"}],"
                            + "\"unknown\":{\"a\":[1,null]},\"stream\":true}"));
            assertThat(request.body().path("model").asText()).isEqualTo("auto");
        }
    }

    @Test
    void noUpgradeAndNoCompressionIsAskedFor() {
        try (HostileServer server = HostileServer.streaming(Chunks.HELLO);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(server.requests().get(0))
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("http2-settings")
                    .doesNotContainIgnoringCase("accept-encoding");
        }
    }

    @Test
    void oneConnectionServesManyAnswers() {
        CountDownLatch second = new CountDownLatch(1);
        HostileServer.Script script = (number, connection) -> {
            connection.stream(Chunks.HELLO);
            if (Thread.currentThread().getName().endsWith("-2")) {
                second.countDown();
            }
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            bench.chat();
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("HelloHello");
            assertThat(second.getCount()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Chunks.HEL + Chunks.LO + Chunks.STOP,
                Chunks.HEL + Chunks.LO + Chunks.DONE,
                "\uFEFF: hello\n" + Chunks.HEL + ": ping\n\n" + Chunks.LO + Chunks.STOP + "data: [DONE]\n\n",
                "event: message\n" + Chunks.HEL + "event: ping\ndata: {}\n\n" + Chunks.LO + Chunks.STOP + Chunks.DONE,
                Chunks.HEL + Chunks.LO + Chunks.STOP + Chunks.DONE + "data: junk\n\n"
            })
    void whatIsWholeIsTaken(String events) {
        try (HostileServer server = HostileServer.streaming(events);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("Hello");
        }
    }

    @Test
    void anEventMayBeSplitOverLinesOfData() {
        String event = Chunks.HEL.replace("\"choices\"", "\r\ndata: \"choices\"");

        try (HostileServer server = HostileServer.streaming(event + Chunks.LO + Chunks.STOP);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("Hello");
        }
    }

    @Test
    void theUsageComesOnlyToWhomAskedForIt() {
        String events = Chunks.HEL + Chunks.STOP + Chunks.USAGE + Chunks.DONE;

        try (HostileServer server = HostileServer.streaming(events);
                Bench bench = Bench.of(server)) {
            bench.chat();
            assertThat(bench.collector.chunks()).hasSize(2);

            bench.upstreams().chat(Bench.request("{\"stream_options\":{\"include_usage\":true}}"), bench.collector);

            assertThat(bench.collector.chunks()).hasSize(5);
            assertThat(bench.collector.chunks().get(4).at("/usage/total_tokens").asInt())
                    .isEqualTo(7);
        }
    }

    @Test
    void filterResultsWithoutChoicesStayHere() {
        String azure = Chunks.event("{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                + "\"prompt_filter_results\":[{\"prompt_index\":0}]}");

        try (HostileServer server = HostileServer.streaming(azure + Chunks.HELLO);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.chunks())
                    .hasSize(4)
                    .allSatisfy(chunk -> assertThat(chunk.path("id").asText()).isEqualTo("c1"));
        }
    }

    @Test
    void whatClientsCannotDoWithoutIsFilledIn() {
        String bare = Chunks.event("{\"choices\":[{\"delta\":{\"content\":\"Hi\",\"tool_calls\":[{},{}]}}]}")
                + Chunks.event("{\"choices\":[{\"finish_reason\":\"stop\"}]}");

        try (HostileServer server = HostileServer.streaming(bare);
                Bench bench = Bench.of(server)) {
            bench.chat();

            ObjectNode first = bench.collector.chunks().get(0);
            assertThat(first.path("id").asText()).startsWith("chatcmpl-");
            assertThat(first.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(first.path("created").asLong()).isEqualTo(FakeTime.START.getEpochSecond());
            assertThat(first.at("/choices/0/index").isInt()).isTrue();
            assertThat(first.at("/choices/0/finish_reason").isNull()).isTrue();
            assertThat(first.at("/choices/0/delta/tool_calls/1/index").asInt()).isOne();
            assertThat(bench.collector.chunks().get(1).at("/choices/0/delta").isObject())
                    .isTrue();
            assertThat(bench.collector.chunks().get(1).path("id")).isEqualTo(first.path("id"));
        }
    }

    @Test
    void untilTheFirstContentNothingIsHandedOn() {
        try (HostileServer server = HostileServer.streaming(Chunks.ROLE + Chunks.ROLE);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure.failure()).isEqualTo(Failure.before(Failure.Kind.GARBLED));
            assertThat(bench.collector.chunks()).isEmpty();
        }
    }

    @Test
    void everyChoiceMustComeToItsEnd() {
        String two = Chunks.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},"
                + "{\"index\":1,\"delta\":{\"content\":\"b\"}}]}");

        try (HostileServer server = HostileServer.streaming(two + Chunks.STOP);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: its answer ended before it was whole");
            assertThat(failure.failure()).isEqualTo(new Failure(Failure.Kind.GARBLED, true));
        }
    }

    @Test
    void anErrorWithinTheStreamIsToldInTheUpstreamsWords() {
        String error =
                "event: error\ndata: {\"error\":{\"message\":\"out of\\nmemory\",\"type\":\"server_error\",\"code\":500}}\n\n";

        try (HostileServer server = HostileServer.streaming(Chunks.HEL + error);
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure).hasMessage("upstream up: it failed while it answered: out of memory");
            assertThat(failure.failure()).isEqualTo(new Failure(Failure.Kind.BROKEN, true));
            assertThat(failure.error().orElseThrow().path("type").asText()).isEqualTo("server_error");
        }
    }

    @Test
    void anErrorThatIsNotMarkedAsOneIsSeenToo() {
        String error = Chunks.event("{\"error\":{\"message\":\"maximum context length is 10\",\"code\":400}}");

        try (HostileServer server = HostileServer.streaming(error);
                Bench bench = Bench.of(server)) {
            assertThat(bench.chatFails().failure()).isEqualTo(Failure.before(Failure.Kind.CONTEXT));
        }
    }
}
