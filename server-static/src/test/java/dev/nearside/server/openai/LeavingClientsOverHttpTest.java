package dev.nearside.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.server.chat.Conditions;
import dev.nearside.server.gguf.TinyLlama;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leaves is not worked for any longer. */
class LeavingClientsOverHttpTest {
    @TempDir
    static Path folder;

    private ChatServer server;

    @BeforeAll
    static void install() throws Exception {
        assertThat(TinyLlama.standard().install(folder, "tiny-llama")).exists();
    }

    @BeforeEach
    void start() {
        server = new ChatServer(folder, ChatServer.SETTINGS, ChatServer.LIMITS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStreamWhoseClientLeavesStopsWithinAToken() throws Exception {
        assertThat(server.post(body("warm", 1, false)).get(2, TimeUnit.MINUTES).statusCode())
                .isEqualTo(200);
        server.runtime().holdRuns();
        try (Socket socket = server.send(body("A long story", 400, true))) {
            for (int i = 0; i < 5; i++) {
                Conditions.await("it wants to run", () -> server.runtime().isWaitedFor());
                server.runtime().letRun(1);
            }
            Conditions.await("it wants to run", () -> server.runtime().isWaitedFor());
            assertThat(socket.getInputStream().read()).isPositive();
        }
        int before = server.runtime().runs();

        server.runtime().letAll();
        Conditions.await("it is given up", () -> server.ended("cancelled") == 1);

        // The run that was at the gate, and at most one that began before the system told of the closed connection.
        assertThat(server.runtime().runs() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void aWholeAnswerWhoseClientLeavesStopsToo() throws Exception {
        assertThat(server.post(body("warm", 1, false)).get(2, TimeUnit.MINUTES).statusCode())
                .isEqualTo(200);
        server.runtime().holdRuns();
        try (Socket socket = server.send(body("A long story", 400, false))) {
            Conditions.await("it wants to run", () -> server.runtime().isWaitedFor());
            assertThat(socket.isConnected()).isTrue();
        }

        server.runtime().letAll();
        Conditions.await("it is given up", () -> server.ended("cancelled") == 1);

        assertThat(server.gauge("nearside.chat.answering")).isZero();
        assertThat(server.post(body("next", 2, false)).get(2, TimeUnit.MINUTES).statusCode())
                .isEqualTo(200);
    }

    @Test
    void someThatLeaveDoNotDisturbThoseThatStay() throws Exception {
        String expected = Events.all(server.post(body("Who stays", 60, true))
                        .get(2, TimeUnit.MINUTES)
                        .body())
                .text(0);
        List<CompletableFuture<HttpResponse<String>>> staying = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            staying.add(server.post(body("Who stays", 60, true)));
            try (Socket leaving = server.send(body("Who leaves " + i, 400, true))) {
                assertThat(leaving.getInputStream().read()).isPositive();
            }
        }

        for (CompletableFuture<HttpResponse<String>> answer : staying) {
            assertThat(Events.all(answer.get(2, TimeUnit.MINUTES).body()).text(0))
                    .isEqualTo(expected);
        }
        Conditions.await("all others are given up", () -> server.ended("cancelled") == 8);
        assertThat(server.gauge("nearside.chat.queue.requests")).isZero();
        assertThat(server.gauge("nearside.chat.answering")).isZero();
    }

    private static String body(String prompt, int tokens, boolean stream) {
        return "{\"model\":\"tiny-llama\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                + "\"}],\"temperature\":0,\"max_tokens\":" + tokens
                + ",\"logit_bias\":{\"0\":-100,\"1\":-100,\"2\":-100},\"stream\":"
                + stream + "}";
    }
}
