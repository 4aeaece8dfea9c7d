package dev.nearside.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nearside.server.chat.ChatSettings;
import dev.nearside.server.chat.Conditions;
import dev.nearside.server.gguf.TinyLlama;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How chats share a model, wait for it and are given up, over real sockets. */
class ChatServingOverHttpTest {
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

    private void restart(ChatSettings settings, ChatLimits limits) {
        server.close();
        server = new ChatServer(folder, settings, limits);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String body(String prompt, int tokens, boolean stream) {
        return "{\"model\":\"tiny-llama\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                + "\"}],\"temperature\":0,\"max_tokens\":" + tokens
                + ",\"logit_bias\":{\"0\":-100,\"1\":-100,\"2\":-100},\"stream\":"
                + stream + "}";
    }

    @Test
    void streamsThatRunTogetherAreEachInOrderAndUnmixed() throws Exception {
        Map<String, String> alone = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            String prompt = "Question number " + i % 6 + " of many";
            HttpResponse<String> answer = server.post(body(prompt, 40, false)).get(2, TimeUnit.MINUTES);
            alone.put(
                    prompt,
                    new JsonMapper()
                            .readTree(answer.body())
                            .at("/choices/0/message/content")
                            .asText());
        }
        List<String> prompts = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            prompts.add("Question number " + i % 6 + " of many");
            answers.add(server.post(body(prompts.get(i), 40, true)));
        }

        for (int i = 0; i < answers.size(); i++) {
            Events events = Events.all(answers.get(i).get(2, TimeUnit.MINUTES).body());
            assertThat(events.text(0)).isEqualTo(alone.get(prompts.get(i)));
            assertThat(events.isDone()).isTrue();
            assertThat(events.data().stream()
                            .map(event -> event.path("id").asText())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void severalStreamsGrowAtTheSamePace() throws Exception {
        assertThat(server.post(body("warm", 1, false)).get(2, TimeUnit.MINUTES).statusCode())
                .isEqualTo(200);
        server.runtime().holdRuns();
        try (Socket one = server.send(body("The first of two", 200, true));
                Socket two = server.send(body("The second of two", 200, true))) {
            Conditions.await("both have a seat", () -> server.gauge("nearside.chat.answering") == 2);
            Conditions.await("somebody wants to run", () -> server.runtime().isWaitedFor());
            Conditions.await("the other one waits for its turn", ChatServingOverHttpTest::isSomebodyInLine);
            for (int i = 0; i < 40; i++) {
                Conditions.await("somebody wants to run", () -> server.runtime().isWaitedFor());
                server.runtime().letRun(1);
            }
            Conditions.await("somebody wants to run", () -> server.runtime().isWaitedFor());

            // Forty of more than four hundred runs: were the first answered to its end, the second had nothing yet.
            assertThat(pieces(one, 5)).isEqualTo(5);
            assertThat(pieces(two, 5)).isEqualTo(5);
        }
    }

    /** Whether a thread waits for the lock of the session that all share. */
    private static boolean isSomebodyInLine() {
        return Thread.getAllStackTraces().values().stream()
                .map(frames ->
                        Stream.of(frames).map(StackTraceElement::getClassName).collect(Collectors.toSet()))
                .anyMatch(classes -> classes.contains("dev.nearside.server.chat.SharedSession")
                        && classes.contains(ReentrantLock.class.getName()));
    }

    /** Reads until so many pieces of text came. */
    private static int pieces(Socket socket, int wanted) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        int pieces = 0;
        while (pieces < wanted) {
            String line = Objects.requireNonNull(in.readLine());
            pieces += line.contains("\"delta\":{\"content\"") ? 1 : 0;
        }
        return pieces;
    }

    @Test
    void aStreamSaysThatSomebodyIsThereWhileTheModelLoads() throws Exception {
        server.runtime().holdLoads();
        try (Socket socket = server.send(body("Hello", 3, true))) {
            InputStream in = socket.getInputStream();
            StringBuilder seen = new StringBuilder();
            while (seen.indexOf(": ping\n\n") < 0) {
                seen.append((char) in.read());
            }
            server.runtime().letAll();
            while (seen.indexOf("[DONE]") < 0) {
                seen.append((char) in.read());
            }

            assertThat(seen).contains("HTTP/1.1 200", "text/event-stream", "X-Accel-Buffering: no");
            assertThat(seen.indexOf(": ping")).isLessThan(seen.indexOf("data: "));
            assertThat(server.gauge("nearside.chat.models.loaded")).isEqualTo(1);
        }
    }

    @Test
    void aFullLineAnswers503WithATimeToComeBack() throws Exception {
        restart(new ChatSettings(Duration.ofMinutes(10), 1L << 30, 1, 1), ChatServer.LIMITS);
        server.runtime().holdLoads();
        List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            accepted.add(server.post(body("Waiting " + i, 2, false)));
            int count = i + 1;
            Conditions.await("it waits", () -> server.gauge("nearside.chat.queue.requests") == count);
        }

        HttpResponse<String> refused =
                server.post(body("One too many", 2, true)).get(2, TimeUnit.MINUTES);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("queue_full");
        server.runtime().letAll();
        for (CompletableFuture<HttpResponse<String>> answer : accepted) {
            assertThat(answer.get(2, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatTakesTooLongIsEndedWithAnErrorThatSaysSo() throws Exception {
        restart(ChatServer.SETTINGS, ChatServer.LIMITS.deadline(Duration.ofMillis(300)));
        server.runtime().holdLoads();

        HttpResponse<String> whole = server.post(body("Hello", 2, false)).get(2, TimeUnit.MINUTES);
        Events stream = Events.all(
                server.post(body("Hello", 2, true)).get(2, TimeUnit.MINUTES).body());

        assertThat(whole.statusCode()).isEqualTo(503);
        assertThat(whole.body()).contains("deadline_exceeded");
        assertThat(stream.data())
                .singleElement()
                .satisfies(event -> assertThat(event.at("/error/code").asText()).isEqualTo("deadline_exceeded"));
        assertThat(stream.isDone()).isFalse();
    }

    @Test
    void anAnswerUnderWayWhenTheServerStopsEndsWithAnErrorThatSaysSo() throws Exception {
        server.runtime().holdLoads();
        CompletableFuture<HttpResponse<String>> answer = server.post(body("Hello", 400, true));
        Conditions.await("it waits", () -> server.gauge("nearside.chat.queue.requests") == 1);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server.models()::close);
        server.runtime().letAll();
        closing.get(2, TimeUnit.MINUTES);

        assertThat(answer.get(2, TimeUnit.MINUTES).body()).contains("server_stopping");
    }

    @Test
    void aBodyThatComesInDropsIsGivenUp() throws Exception {
        ChatLimits limits =
                new ChatLimits(1 << 20, 50, 1000, Duration.ofMillis(100), Duration.ofMinutes(5), Duration.ofMillis(20));
        restart(ChatServer.SETTINGS, limits);
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100000\r\n\r\n{\"model\":")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 2000 && in.available() == 0; i++) {
                Thread.sleep(20);
                out.write(' ');
                out.flush();
            }

            byte[] head = in.readNBytes("HTTP/1.1 408".length());

            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void aClientThatOffersHttp2StreamsInHttp1() throws Exception {
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        HttpResponse<String> answer = http2.send(
                server.request("/v1/chat/completions", body("Hello", 5, true)), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(Events.all(answer.body()).isDone()).isTrue();
    }

    @Test
    void aConnectionThatCarriedAStreamCarriesTheNextRequest() throws Exception {
        String body = body("Hello", 3, true);
        String request = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n";
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write((request + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            StringBuilder first = new StringBuilder();
            while (first.indexOf("[DONE]\n\n\r\n0\r\n\r\n") < 0) {
                first.append((char) in.read());
            }
            out.write((request + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            out.flush();

            String second = new String(in.readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(second).startsWith("HTTP/1.1 200").contains("[DONE]");
        }
    }
}
