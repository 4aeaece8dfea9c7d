package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ServerFootprint;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.StreamedAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
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
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(300);
    private static final String WHOLE = FakeUpstream.WORD.repeat(FakeUpstream.WORDS);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private StreamedAnswer ask(ServerProcess server) throws IOException, InterruptedException {
        return StreamedAnswer.read(
                client,
                URI.create(server.at("/v1/chat/completions")),
                StreamedAnswer.request("parrots/" + FakeUpstream.MODEL, "Say a word", 1, 100));
    }

    @Test
    void streamsAreWholeOrSaySoAndTheBreakerCloses(@TempDir Path models) throws Exception {
        int port;
        List<StreamedAnswer> answers = new ArrayList<>();
        FakeUpstream first = FakeUpstream.on(0);
        port = first.port();
        try (ServerProcess server = ServerProcess.start(models, "--upstream", "parrots=http://127.0.0.1:" + port)) {
            assertThat(awaitWhole(server).text()).isEqualTo(WHOLE);
            ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
            List<Future<StreamedAnswer>> pending = new ArrayList<>();
            for (int i = 0; i < 10 * AT_ONCE; i++) {
                pending.add(callers.submit(() -> ask(server)));
            }
            while (first.begun() < 3 * AT_ONCE) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            first.close();
            for (Future<StreamedAnswer> one : pending) {
                answers.add(one.get());
            }
            callers.shutdown();

            // Each is whole, or has a problem; none is cut short and looks whole.
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.problems().isEmpty())
                            .isEqualTo(answer.text().equals(WHOLE)));
            assertThat(answers).anyMatch(answer -> answer.problems().isEmpty());
            assertThat(answers).anyMatch(answer -> !answer.problems().isEmpty());
            assertThat(ServerFootprint.metrics(server)).contains("nearside_upstream_breaker");
            try (FakeUpstream again = FakeUpstream.on(port)) {
                assertThat(awaitWhole(server).text()).isEqualTo(WHOLE);
                assertThat(again.begun()).isPositive();
            }
        } finally {
            first.close();
        }
    }

    /** Asks until the upstream answers. */
    private StreamedAnswer awaitWhole(ServerProcess server) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        StreamedAnswer answer = ask(server);
        while (!answer.problems().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
            answer = ask(server);
        }
        return answer;
    }
}
