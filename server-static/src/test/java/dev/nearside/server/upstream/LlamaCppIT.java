package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import dev.nearside.routing.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Against a real server that others wrote. Run by {@code mvn -Dquickly -Pupstreams -pl server-static -am verify}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LlamaCppIT {
    private static final String KEY = "a-key-for-llama";
    private static final String QUESTION =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"Count from one to ten.\"}],\"temperature\":0,\"max_tokens\":24}";

    private final Path folder = Path.of("target", "llama-cpp").toAbsolutePath();
    private @Nullable LlamaCppServer server;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        server = LlamaCppServer.start(folder, LlamaCppServer.freePort(), KEY);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private LlamaCppServer server() {
        return Objects.requireNonNull(server);
    }

    private static Upstreams upstreams(LlamaCppServer of, String key) {
        UpstreamSettings settings = new UpstreamSettings(
                "llama",
                UpstreamKind.AUTO,
                of.address(),
                "LLAMA_KEY",
                null,
                Target.Share.EQUAL,
                new Patience(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(10)),
                Map.of());
        return Upstreams.open(List.of(settings), Map.of("LLAMA_KEY", key)::get, new SimpleMeterRegistry());
    }

    /** Waits until the server lists its model: it loads it first. */
    private static Upstreams ready(LlamaCppServer of, String key) throws InterruptedException {
        Upstreams upstreams = upstreams(of, key);
        while (upstreams.targets().isEmpty()) {
            assertThat(of.isRunning()).isTrue();
            Time.REAL.sleep(Duration.ofMillis(200));
            upstreams.refresh();
        }
        return upstreams;
    }

    private static UpstreamRequest asking(String body) {
        return new UpstreamRequest("llama", "smollm2", Bench.json(body), Duration.ofMinutes(20));
    }

    @Test
    void itListsItsModel() throws InterruptedException {
        try (Upstreams upstreams = ready(server(), KEY)) {
            assertThat(upstreams.targets()).extracting(Target::id).containsExactly("llama/smollm2");
        }
    }

    @Test
    void aStreamSaysWhatTheWholeAnswerSays() throws InterruptedException {
        try (Upstreams upstreams = ready(server(), KEY)) {
            Collector collector = new Collector();

            upstreams.chat(asking(QUESTION), collector);
            ObjectNode whole = upstreams.complete(asking(QUESTION), () -> false);

            assertThat(collector.text())
                    .isNotBlank()
                    .isEqualTo(whole.at("/choices/0/message/content").asText());
            assertThat(collector.chunks()).hasSizeGreaterThan(10);
            assertThat(whole.path("model").asText()).isEqualTo("llama/smollm2");
            assertThat(whole.at("/usage/completion_tokens").asInt()).isPositive();
            assertThat(upstreams.targets().get(0).condition().speed().decode()).isPositive();
        }
    }

    @Test
    void aCancelledAnswerLeavesItFreeForTheNext() throws InterruptedException {
        try (Upstreams upstreams = ready(server(), KEY)) {
            UpstreamListener leaving = new UpstreamListener() {
                private boolean begun;

                @Override
                public void onChunk(ObjectNode chunk) {
                    begun = true;
                }

                @Override
                public boolean isCancelled() {
                    return begun;
                }
            };

            UpstreamFailure failure = Bench.fails(() -> upstreams.chat(asking(QUESTION.replace("24", "400")), leaving));
            Collector next = new Collector();
            upstreams.chat(asking(QUESTION), next);

            assertThat(failure.failure()).isEqualTo(new Failure(Kind.CANCELLED, true));
            assertThat(next.text()).isNotBlank();
        }
    }

    @Test
    void aWrongKeyIsRefusedAndNotShown() throws InterruptedException {
        try (Upstreams known = ready(server(), KEY);
                Upstreams wrong = upstreams(server(), "another-key")) {
            UpstreamFailure failure = Bench.fails(() -> wrong.chat(asking(QUESTION), new Collector()));

            assertThat(known.targets()).isNotEmpty();
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.UNAUTHORISED));
            assertThat(failure).hasMessageContaining("LLAMA_KEY").hasMessageNotContaining("another-key");
        }
    }

    @Test
    void aConversationThatIsTooLongIsKnownAsOneWhereItSaysSo() throws InterruptedException {
        String tooLong = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(2 * LlamaCppServer.CONTEXT)
                + "\"}]}";

        try (Upstreams upstreams = ready(server(), KEY)) {
            UpstreamFailure whole = Bench.failsToGive(() -> upstreams.complete(asking(tooLong), () -> false));
            UpstreamFailure stream = Bench.fails(() -> upstreams.chat(asking(tooLong), new Collector()));

            assertThat(whole.failure()).isEqualTo(Failure.before(Kind.CONTEXT));
            // A stream it begins with 200, and ends without a word.
            assertThat(stream).hasMessage("upstream llama: its answer is empty");
            assertThat(stream.failure()).isEqualTo(Failure.before(Kind.GARBLED));
        }
    }

    @Test
    void vectorsOfEachTokenAreNoEmbedding() throws InterruptedException {
        try (Upstreams upstreams = ready(server(), KEY)) {
            UpstreamFailure failure =
                    Bench.failsToGive(() -> upstreams.embeddings(asking("{\"input\":\"a text\"}"), () -> false));

            // The model is none for embeddings, and the server does not pool.
            assertThat(failure).hasMessage("upstream llama: its answer is wrong: data[0].embedding must be of numbers");
        }
    }

    @Test
    void whenItIsKilledWithinAnAnswerThatIsAFailureAndItIsFoundAgainWhenItIsBack()
            throws IOException, InterruptedException {
        int port = LlamaCppServer.freePort();
        try (LlamaCppServer mortal = LlamaCppServer.start(folder, port, KEY);
                Upstreams upstreams = ready(mortal, KEY)) {
            UpstreamFailure failure =
                    Bench.fails(() -> upstreams.chat(asking(QUESTION.replace("24", "400")), new UpstreamListener() {
                        @Override
                        public void onChunk(ObjectNode chunk) {
                            if (mortal.isRunning()) {
                                mortal.kill();
                            }
                        }

                        @Override
                        public boolean isCancelled() {
                            return false;
                        }
                    }));
            UpstreamFailure gone = Bench.fails(() -> upstreams.chat(asking(QUESTION), new Collector()));

            assertThat(failure.failure().contentSent()).isTrue();
            assertThat(gone.failure()).isEqualTo(Failure.before(Kind.CONNECTION));
            try (LlamaCppServer back = LlamaCppServer.start(folder, port, KEY);
                    Upstreams waiting = ready(back, KEY)) {
                Collector collector = new Collector();
                upstreams.chat(asking(QUESTION), collector);

                assertThat(waiting.names()).containsExactly("llama");
                assertThat(collector.text()).isNotBlank();
            }
        }
    }
}
