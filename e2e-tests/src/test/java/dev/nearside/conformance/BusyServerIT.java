package dev.nearside.conformance;

import static dev.nearside.conformance.ChatFixture.MODEL;
import static dev.nearside.conformance.ChatFixture.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.Sleeper;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.nearside.e2e.ChatServer;
import dev.nearside.e2e.ServerFootprint;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who finds the server busy tries again when it says, and who leaves makes room. */
@ExtendWith(Suite.class)
class BusyServerIT {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private static OpenAIOkHttpClient.Builder client(ChatServer chat) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(chat.server().at("/v1"))
                .apiKey("not-needed")
                .timeout(Duration.ofMinutes(5));
    }

    private static ChatCompletionCreateParams.Builder ask() {
        ChatCompletionCreateParams.LogitBias.Builder bias = ChatCompletionCreateParams.LogitBias.builder();
        ChatFixture.ENDLESS.forEach((token, value) -> bias.putAdditionalProperty(token, JsonValue.from(value)));
        return ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage(QUESTION)
                .maxCompletionTokens(4)
                .logitBias(bias.build());
    }

    /** Ends what keeps the server busy before it sleeps. */
    private record Waiting(List<Duration> slept, Flood flood) implements Sleeper {
        @Override
        public void sleep(Duration duration) {
            slept.add(duration);
            try {
                flood.close();
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public CompletableFuture<Void> sleepAsync(Duration duration) {
            sleep(duration);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            slept.clear();
        }
    }

    @Test
    void aFullQueueIsTriedAgainWhenTheServerSays(ChatServer chat) throws Exception {
        List<Duration> slept = new CopyOnWriteArrayList<>();
        try (Flood flood = Flood.of(chat.server())) {
            OpenAIClient impatient = client(chat).maxRetries(0).build();
            assertThatThrownBy(() -> impatient.chat().completions().create(ask().build()))
                    .isInstanceOfSatisfying(InternalServerException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(503);
                        assertThat(e.code()).contains("queue_full");
                        assertThat(e.headers().values("Retry-After")).hasSize(1);
                    });

            OpenAIClient patient = client(chat)
                    .maxRetries(50)
                    .sleeper(new Waiting(slept, flood))
                    .build();
            assertThat(patient.chat().completions().create(ask().build()).choices())
                    .hasSize(1);
        }

        assertThat(slept).isNotEmpty().contains(Duration.ofSeconds(2));
        awaitNobody(chat.server());
    }

    @Test
    void whoClosesAStreamEndsItsGeneration(ChatServer chat) throws Exception {
        awaitNobody(chat.server());
        double cancelled = cancelled(chat.server());
        OpenAIClient client = client(chat).maxRetries(0).build();

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ask().n(ChatFixture.CHOICES)
                        .maxCompletionTokens(ChatFixture.LONG)
                        .build())) {
            assertThat(stream.stream().limit(3)).hasSize(3);
        }

        awaitNobody(chat.server());
        assertThat(cancelled(chat.server())).isEqualTo(cancelled + 1);
        client.close();
    }

    private static double cancelled(ServerProcess server) throws IOException, InterruptedException {
        return ServerFootprint.metrics(server)
                .lines()
                .filter(line -> line.startsWith("nearside_chat_requests_total{") && line.contains("\"cancelled\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void awaitNobody(ServerProcess server) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (busy(server) > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(busy(server)).isZero();
    }

    private static double busy(ServerProcess server) throws IOException, InterruptedException {
        String metrics = ServerFootprint.metrics(server);
        return ServerFootprint.sum(metrics, "nearside_chat_answering")
                + ServerFootprint.sum(metrics, "nearside_chat_queue_requests");
    }
}
