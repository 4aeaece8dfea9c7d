package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.JvmLlama;
import dev.nearside.e2e.ServerFootprint;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.StreamedAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that is killed under load: every stream is whole or says that it is not, and later ones are answered again. */
class DyingUpstreamIT {
    private static final int AT_ONCE = 20;
    private static final int TOKENS = 20;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(300);
    private static final String WHOLE = FakeUpstream.WORD.repeat(FakeUpstream.WORDS);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A server, and the model that it is asked for. */
    private record Asked(ServerProcess server, String model) {}

    private StreamedAnswer ask(Asked asked) throws IOException, InterruptedException {
        return StreamedAnswer.read(
                client,
                URI.create(asked.server().at("/v1/chat/completions")),
                StreamedAnswer.request(asked.model(), "Say a word", 1, TOKENS));
    }

    @Test
    void streamsAreWholeOrSaySoAndTheBreakerCloses(@TempDir Path models) throws Exception {
        FakeUpstream first = FakeUpstream.on(0);
        int port = first.port();
        try (ServerProcess server = ServerProcess.start(models, "--upstream", "parrots=http://127.0.0.1:" + port)) {
            Asked byName = new Asked(server, "parrots/" + FakeUpstream.MODEL);
            assertThat(ask(byName).text()).isEqualTo(WHOLE);

            List<StreamedAnswer> answers = killedUnderLoad(first, byName);

            // Each is whole, or has a problem; none is cut short and looks whole.
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.problems().isEmpty())
                            .isEqualTo(answer.text().equals(WHOLE)));
            assertThat(answers).anyMatch(answer -> answer.problems().isEmpty());
            assertThat(answers).anyMatch(answer -> !answer.problems().isEmpty());
            assertThat(ServerFootprint.metrics(server)).contains("nearside_upstream_breaker");
            try (FakeUpstream again = FakeUpstream.on(port)) {
                assertThat(awaitWhole(byName).text()).isEqualTo(WHOLE);
                assertThat(again.begun()).isPositive();
            }
        } finally {
            first.close();
        }
    }

    @Test
    void whereThePolicyHasTheMachineBehindItAnswersInThePlaceOfTheDead(@TempDir Path models, @TempDir Path settings)
            throws Exception {
        JvmLlama llama = JvmLlama.install(models);
        FakeUpstream first = FakeUpstream.on(0);
        int port = first.port();
        Path file = Files.writeString(settings.resolve("nearside.yaml"), """
                upstreams: [{name: parrots, url: "http://127.0.0.1:%d"}]
                routing: {policy: prefer-cloud}
                """.formatted(port));
        try (ServerProcess server = ServerProcess.start(models, "--config", file.toString())) {
            assertThat(llama).isNotNull();
            assertThat(ask(new Asked(server, "parrots/" + FakeUpstream.MODEL)).text())
                    .isEqualTo(WHOLE);
            String ofTheMachine = ask(new Asked(server, JvmLlama.MODEL)).text();
            Asked any = new Asked(server, "auto");

            List<StreamedAnswer> answers = killedUnderLoad(first, any);

            // What had begun breaks off and says so; nothing is put together of two back ends; all else is answered
            // whole.
            assertThat(answers).allSatisfy(answer -> {
                if (answer.problems().isEmpty()) {
                    assertThat(answer.text()).isIn(WHOLE, ofTheMachine);
                } else {
                    assertThat(answer.text()).isNotEmpty();
                    assertThat(WHOLE).startsWith(answer.text());
                }
            });
            assertThat(answers).anyMatch(answer -> answer.text().equals(WHOLE));
            assertThat(answers)
                    .anyMatch(answer ->
                            answer.problems().isEmpty() && answer.text().equals(ofTheMachine));
            try (FakeUpstream again = FakeUpstream.on(port)) {
                assertThat(awaitWhole(any).text()).isEqualTo(WHOLE);
                assertThat(again.begun()).isPositive();
            }
        } finally {
            first.close();
        }
    }

    /** Many answers, in the midst of which the upstream dies. */
    private List<StreamedAnswer> killedUnderLoad(FakeUpstream upstream, Asked asked) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<StreamedAnswer>> pending = new ArrayList<>();
            for (int i = 0; i < 10 * AT_ONCE; i++) {
                pending.add(callers.submit(() -> ask(asked)));
            }
            while (upstream.begun() < 3 * AT_ONCE) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            upstream.close();
            List<StreamedAnswer> answers = new ArrayList<>();
            for (Future<StreamedAnswer> one : pending) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    /** Asks until the upstream answers. */
    private StreamedAnswer awaitWhole(Asked asked) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        StreamedAnswer answer = ask(asked);
        while (!answer.text().equals(WHOLE) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
            answer = ask(asked);
        }
        return answer;
    }
}
