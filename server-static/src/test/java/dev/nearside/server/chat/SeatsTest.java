package dev.nearside.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.Sampling;
import dev.nearside.error.Cancelled;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.LocalChat;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeatsTest {
    @TempDir
    static Path models;

    private static InferenceRuntime runtime;
    private static InferenceSession session;
    private static HostedModel model;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void load() throws Exception {
        Path folder = TinyLlama.standard().install(models, "tiny-llama");
        assertThat(folder).exists();
        ModelLibrary library = ModelLibrary.open(models);
        model = library.find("tiny-llama").orElseThrow();
        runtime = new OnnxRuntime(library::graph);
        session = new SharedSession(ChatGraphs.open(model.manifest(), runtime, 1));
        tokenizer = model.tokenizer();
    }

    @AfterAll
    static void release() {
        runtime.close();
    }

    private static Seats seats(int most) {
        return new Seats(
                most,
                () -> new Seat(new LocalChat(model.manifest(), session, tokenizer.fork(), GeneratorSettings.USUAL)));
    }

    private static ChatResult ask(Seat seat, List<ChatMessage> messages) {
        ChatOptions options = ChatOptions.of(Sampling.GREEDY, 4);
        return seat.chat(ChatRequest.of("tiny-llama", messages, options), ChatListener.NONE);
    }

    @Test
    void aConversationComesBackToTheSeatThatKnowsIt() {
        List<ChatMessage> first = new ArrayList<>(List.of(ChatMessage.user("The first conversation")));
        List<ChatMessage> second = List.of(ChatMessage.user("Another one"));
        try (Seats seats = seats(2)) {
            Seat a = seats.take(first, new Recorded());
            Seat b = seats.take(second, new Recorded());
            String answer = ask(a, first).choices().get(0).content();
            ChatResult other = ask(b, second);
            seats.leave(a);
            seats.leave(b);
            first.add(ChatMessage.assistant(answer));
            first.add(ChatMessage.user("And then?"));

            Seat again = seats.take(first, new Recorded());

            assertThat(again).isSameAs(a);
            assertThat(ask(again, first).usage().cachedTokens()).isGreaterThan(10);
            assertThat(other.usage().cachedTokens()).isZero();
        }
    }

    @Test
    void aNewConversationGetsASeatOfItsOwnAndThenTheOneThatRestedLongest() {
        try (Seats seats = seats(2)) {
            Seat a = seats.take(List.of(ChatMessage.user("a")), new Recorded());
            seats.leave(a);
            Seat b = seats.take(List.of(ChatMessage.user("b")), new Recorded());
            seats.leave(b);

            Seat c = seats.take(List.of(ChatMessage.user("c")), new Recorded());

            assertThat(b).isNotSameAs(a);
            assertThat(c).isSameAs(a);
        }
    }

    @Test
    void whoComesFirstSitsFirst() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        try (Seats seats = seats(1)) {
            Seat only = seats.take(List.of(), new Recorded());
            for (int i = 0; i < 5; i++) {
                int number = i;
                Recorded sink = new Recorded();
                Thread thread = new Thread(() -> {
                    Seat seat = seats.take(List.of(), sink);
                    order.add(number);
                    seats.leave(seat);
                });
                thread.start();
                threads.add(thread);
                Conditions.await("it stands in the line", () -> sink.heartbeats.get() > 0);
            }

            seats.leave(only);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(order).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void whoLeavesTheLineHoldsUpNobody() throws Exception {
        AtomicInteger seated = new AtomicInteger();
        try (Seats seats = seats(1)) {
            Seat only = seats.take(List.of(), new Recorded());
            Recorded leaving = new Recorded();
            leaving.cancelled = true;
            Recorded staying = new Recorded();

            assertThatThrownBy(() -> seats.take(List.of(), leaving)).isInstanceOf(Cancelled.class);
            Thread thread = new Thread(() -> {
                seats.leave(seats.take(List.of(), staying));
                seated.incrementAndGet();
            });
            thread.start();
            Conditions.await("it stands in the line", () -> staying.heartbeats.get() > 0);
            seats.leave(only);
            thread.join();

            assertThat(seated).hasValue(1);
        }
    }
}
