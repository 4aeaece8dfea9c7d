package dev.nearside.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.chat.ChatChoice;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.error.Cancelled;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.TextGenerator;
import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.onnx.DelegatingSession;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator over ONNX Runtime and a real graph with random weights. */
class CachedGenerationTest {
    @TempDir
    static Path models;

    private static OnnxRuntime runtime;
    private static HostedModel model;
    private static GenerationSpec spec;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void install() throws Exception {
        Path folder = TinyLlama.standard().install(models, "tiny-llama");
        assertThat(folder).exists();
        ModelLibrary library = ModelLibrary.open(models);
        runtime = new OnnxRuntime(library::graph);
        model = library.find("tiny-llama").orElseThrow();
        spec = Objects.requireNonNull(model.manifest().generation());
        tokenizer = model.tokenizer();
    }

    @AfterAll
    static void release() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void greedyTokensAreThoseOfFullRunsWithoutACache(boolean inPlace) {
        try (InferenceSession session = open()) {
            InferenceSession used = inPlace ? session : new Growing(session);
            GeneratorSettings settings = GeneratorSettings.USUAL.withPrefillChunk(48);
            try (TextGenerator generator = new TextGenerator(used, tokenizer, spec.withEos(List.of()), settings)) {
                for (int seed = 0; seed < 4; seed++) {
                    int[] prompt = prompt(seed, 20 + 60 * seed);

                    ChatResult result =
                            generator.generate(prompt, ChatOptions.of(Sampling.GREEDY, 32), ChatListener.NONE);

                    assertThat(result.choices().get(0).content()).isEqualTo(plainGreedy(session, prompt, 32));
                }
            }
        }
    }

    @Test
    void aConversationReusesWhatWasSaidBeforeAndAnswersTheSame() {
        try (JvmChat warm = JvmChat.open(model, runtime, 1);
                JvmChat cold = JvmChat.open(model, runtime, 1)) {
            List<ChatMessage> conversation = new ArrayList<>();
            for (int turn = 0; turn < 4; turn++) {
                conversation.add(ChatMessage.user("turn " + turn + " of this talk"));
                ChatRequest request = request(conversation, ChatOptions.of(Sampling.GREEDY, 12));

                ChatResult answer = warm.chat(request, ChatListener.NONE);

                if (turn == 3) {
                    assertThat(answer.choices())
                            .isEqualTo(cold.chat(request, ChatListener.NONE).choices());
                    assertThat(answer.usage().cachedTokens())
                            .isGreaterThan(answer.usage().promptTokens() / 2);
                }
                conversation.add(ChatMessage.assistant(answer.choices().get(0).content()));
            }
        }
    }

    @Test
    void twentyCancelledRequestsLeaveItServing() {
        ChatRequest request = request(List.of(ChatMessage.user("Hello")), ChatOptions.of(Sampling.GREEDY, 40));
        try (JvmChat chat = JvmChat.open(model, runtime, 1)) {
            List<ChatChoice> before = chat.chat(request, ChatListener.NONE).choices();
            Random random = new Random(20);
            for (int i = 0; i < 20; i++) {
                AtomicInteger left = new AtomicInteger(random.nextInt(30));
                List<ChatMessage> other = List.of(ChatMessage.user("Number " + i + " is never answered"));

                assertThatThrownBy(() -> chat.chat(request(other, request.options()), new ChatListener() {
                            @Override
                            public void onDelta(ChatDelta delta) {}

                            @Override
                            public boolean isCancelled() {
                                return left.decrementAndGet() < 0;
                            }
                        }))
                        .isInstanceOf(Cancelled.class);
            }

            assertThat(chat.chat(request, ChatListener.NONE).choices()).isEqualTo(before);
        }
    }

    @Test
    void requestsFromSeveralThreadsTakeTurns() throws Exception {
        try (JvmChat chat = JvmChat.open(model, runtime, 1)) {
            List<Callable<List<ChatChoice>>> calls = new ArrayList<>();
            List<List<ChatChoice>> expected = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ChatRequest request =
                        request(List.of(ChatMessage.user("Question " + i % 4)), ChatOptions.of(Sampling.GREEDY, 16));
                calls.add(() -> chat.chat(request, ChatListener.NONE).choices());
                expected.add(chat.chat(request, ChatListener.NONE).choices());
            }
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                List<List<ChatChoice>> answers = new ArrayList<>();
                for (Future<List<ChatChoice>> answer : pool.invokeAll(calls)) {
                    answers.add(answer.get());
                }

                assertThat(answers).isEqualTo(expected);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void anAnswerKeepsToASchema() {
        JsonObject schema = Json.read("""
                {"type": "object", "properties": {"city": {"type": "string", "maxLength": 20}, "rank": {"type": "integer"}},
                 "required": ["city", "rank"]}
                """).asObject();
        ChatOptions options =
                ChatOptions.of(Sampling.DEFAULT.with(1, 3L), 60).with(new ResponseFormat.Schema("s", schema));
        try (JvmChat chat = JvmChat.open(model, runtime, 1)) {
            ChatResult result =
                    chat.chat(request(List.of(ChatMessage.user("Which city?")), options), ChatListener.NONE);

            JsonObject answer = Json.read(result.choices().get(0).content()).asObject();
            assertThat(answer.members().keySet()).containsExactly("city", "rank");
        }
    }

    private static ChatRequest request(List<ChatMessage> messages, ChatOptions options) {
        return ChatRequest.of("tiny-llama", messages, options);
    }

    private static InferenceSession open() {
        return runtime.open(
                model.manifest().filesFor(ExecutionProvider.CPU),
                TextGenerator.sessionOptions(ExecutionProvider.CPU, 1, spec));
    }

    private static int[] prompt(int seed, int length) {
        return new Random(seed).ints(length, 3, spec.vocabularySize()).toArray();
    }

    /** The answer by its definition: all tokens anew for each token, with an empty cache. */
    private static String plainGreedy(InferenceSession session, int[] prompt, int count) {
        int[] history = prompt;
        for (int i = 0; i < count; i++) {
            Map<String, Tensor> outputs = session.run(feeds(session, history));
            float[] logits =
                    Objects.requireNonNull(outputs.get("logits")).toHost().floats();
            int best = 0;
            for (int id = 1; id < logits.length; id++) {
                best = logits[id] > logits[best] ? id : best;
            }
            outputs.values().forEach(Tensor::close);
            history = Arrays.copyOf(history, history.length + 1);
            history[history.length - 1] = best;
        }
        String text = tokenizer.decode(Arrays.copyOfRange(history, prompt.length, history.length), true);
        return text.endsWith("\uFFFD") ? text.substring(0, text.length() - 1) : text;
    }

    private static Map<String, Tensor> feeds(InferenceSession session, int[] ids) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        Shape one = Shape.of(1);
        for (ValueInfo input : session.inputs()) {
            HostTensor tensor =
                    switch (input.name()) {
                        case "input_ids" -> HostTensor.ofInts(ElementType.INT32, Shape.of(1, ids.length), ids);
                        case "seqlens_k" -> HostTensor.ofInts(ElementType.INT32, one, new int[] {ids.length - 1});
                        case "total_sequence_length" ->
                            HostTensor.ofInts(ElementType.INT32, one, new int[] {ids.length});
                        default ->
                            HostTensor.ofFloats(Shape.of(1, spec.keyValueHeads(), 0, spec.headSize()), new float[0]);
                    };
            feeds.put(input.name(), tensor);
        }
        return feeds;
    }

    /** A session that hands out new caches, as ONNX Runtime Web does on wasm. */
    private static final class Growing extends DelegatingSession {
        Growing(InferenceSession session) {
            super(session);
        }

        @Override
        public boolean writesInPlace() {
            return false;
        }

        @Override
        public Tensor upload(HostTensor tensor) {
            return tensor;
        }
    }
}
