package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.FinishReason;
import dev.nearside.chat.Penalties;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.chat.Timings;
import dev.nearside.chat.TokenLogprob;
import dev.nearside.chat.Usage;
import dev.nearside.error.Cancelled;
import dev.nearside.error.ContextLengthExceeded;
import dev.nearside.error.DeviceLost;
import dev.nearside.error.InvalidInput;
import dev.nearside.tensor.ElementType;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextGeneratorTest {
    static final GenerationSpec SPEC = new GenerationSpec(
            GenerationSpec.DECODER,
            ToySession.LAYERS,
            ToySession.HEADS,
            ToySession.SIZE,
            ToyTokenizer.SIZE,
            1024,
            List.of(ToyTokenizer.END),
            null,
            ElementType.FLOAT32);

    private static final Tokenizer TOKENIZER = ToyTokenizer.create();
    private static final int[] PROMPT = TOKENIZER.encode("hello world", false).copyIds();

    @ParameterizedTest
    @EnumSource
    void greedyTokensAreThoseOfFullRunsWithoutACache(ToySession.Kind kind) {
        ToyModel model = ToyModel.random(7);
        int[] prompt = randomPrompt(new Random(7), 300);

        ChatResult result = generator(new ToySession(kind, model)).generate(prompt, greedy(100), ChatListener.NONE);

        assertThat(text(result)).isEqualTo(plainGreedy(model, prompt, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 31, 64, 299, 300, 512})
    void theChunksOfThePrefillDoNotChangeTheAnswer(int chunk) {
        ToyModel model = ToyModel.random(8);
        int[] prompt = randomPrompt(new Random(8), 300);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, model);
        TextGenerator generator =
                new TextGenerator(session, TOKENIZER, SPEC, GeneratorSettings.USUAL.withPrefillChunk(chunk));
        List<Integer> progress = new ArrayList<>();

        ChatResult result = generator.generate(prompt, greedy(10), new ChatListener() {
            @Override
            public void onDelta(ChatDelta delta) {}

            @Override
            public void onPrefill(int done, int total) {
                progress.add(done);
            }
        });

        assertThat(text(result)).isEqualTo(plainGreedy(model, prompt, 10));
        assertThat(session.runs.get(0)).isEqualTo(Math.min(chunk, 300));
        assertThat(progress).isSorted().startsWith(0).endsWith(300).hasSize((300 + chunk - 1) / chunk + 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatTwoPromptsHaveInCommonIsRunOnce(ToySession.Kind kind) {
        ToyModel model = ToyModel.random(9);
        ToySession session = new ToySession(kind, model);
        TextGenerator generator = generator(session);
        Random random = new Random(9);

        for (int turn = 0; turn < 20; turn++) {
            int[] prompt = Arrays.copyOf(randomPrompt(new Random(1), 400), 50 + random.nextInt(350));
            prompt[random.nextInt(prompt.length)] = 'x';

            ChatResult result = generator.generate(prompt, greedy(8), ChatListener.NONE);

            assertThat(text(result)).isEqualTo(plainGreedy(model, prompt, 8));
            assertThat(result.usage().cachedTokens() + result.timings().prefillTokens())
                    .isEqualTo(prompt.length);
        }

        generator.close();
        assertThat(session.openTensors).isZero();
    }

    @Test
    void theSamePromptAgainRunsOnlyItsLastToken() {
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(1));
        TextGenerator generator = generator(session);
        ChatResult first = generator.generate(PROMPT, greedy(5), ChatListener.NONE);

        ChatResult second = generator.generate(PROMPT, greedy(5), ChatListener.NONE);

        assertThat(second.choices()).isEqualTo(first.choices());
        assertThat(second.usage().cachedTokens()).isEqualTo(PROMPT.length - 1);
    }

    @ParameterizedTest
    @EnumSource
    void severalChoicesShareThePrompt(ToySession.Kind kind) {
        ToySession session = new ToySession(kind, ToyModel.random(2));
        ChatOptions options =
                new ChatOptions(Sampling.DEFAULT.with(1, 5L), 6, List.of(), 3, null, ResponseFormat.TEXT, false);

        ChatResult result = generator(session).generate(PROMPT, options, ChatListener.NONE);

        assertThat(result.choices()).hasSize(3).doesNotHaveDuplicates();
        assertThat(session.runs.stream().filter(count -> count > 1)).hasSize(1);
        assertThat(result.usage()).isEqualTo(new Usage(PROMPT.length, 0, 18));
        assertThat(generator(new ToySession(kind, ToyModel.random(2)))
                        .generate(PROMPT, ChatOptions.of(Sampling.DEFAULT.with(1, 7L), 6), ChatListener.NONE)
                        .choices()
                        .get(0))
                .as("the third choice is the one of the seed plus 2")
                .isEqualTo(result.choices().get(2));
    }

    @Test
    void anEndTokenEndsTheAnswer() {
        ChatResult result = say(greedy(50), "hello world", ToyTokenizer.END);

        assertThat(result.choices().get(0).content()).isEqualTo("hello world");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void theLongestAnswerEndsWithLength() {
        ChatResult result = say(greedy(2), "hello world hello");

        assertThat(result.choices().get(0).content()).isEqualTo("hello world");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(result.usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void theEndOfTheContextEndsTheAnswer() {
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(3));
        TextGenerator generator =
                new TextGenerator(session, TOKENIZER, SPEC, GeneratorSettings.USUAL.withContextLength(20));

        ChatResult result = generator.generate(PROMPT, greedy(500), ChatListener.NONE);

        assertThat(result.usage().promptTokens() + result.usage().completionTokens())
                .isEqualTo(20);
        assertThatThrownBy(() -> generator.generate(new int[20], greedy(1), ChatListener.NONE))
                .isInstanceOf(ContextLengthExceeded.class)
                .hasMessageContaining("20 tokens");
    }

    @Test
    void aStopTextOverSeveralTokensIsCutOffAndNeverShown() {
        List<String> pieces = new ArrayList<>();

        ChatResult result =
                say(greedy(50).withStop(List.of("lo wo", "zzz")), "abc hello world", delta -> pieces.add(delta.text()));

        assertThat(result.choices().get(0).content()).isEqualTo("abc hel");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(String.join("", pieces)).isEqualTo("abc hel");
    }

    @Test
    void whatLookedLikeAStopTextComesOutWhenItIsNone() {
        ChatResult result = say(greedy(50).withStop(List.of("##END##")), "a ##EN b ##E", ToyTokenizer.END);

        assertThat(result.choices().get(0).content()).isEqualTo("a ##EN b ##E");
    }

    @Test
    void charactersOfSeveralTokensComeOutWhole() {
        List<String> pieces = new ArrayList<>();

        ChatResult result = say(greedy(50), "é😀中", delta -> pieces.add(delta.text()), ToyTokenizer.END);

        assertThat(result.choices().get(0).content()).isEqualTo("é😀中");
        assertThat(pieces).containsExactly("é", "😀", "中", "");
    }

    @Test
    void halfACharacterAtTheEndIsLeftOut() {
        ChatResult result = say(greedy(4), "ab😀");

        assertThat(result.choices().get(0).content()).isEqualTo("ab");
    }

    @Test
    void logprobsComeWithTheTextTheyBelongTo() {
        ChatOptions options = new ChatOptions(Sampling.GREEDY, 50, List.of(), 1, 2, ResponseFormat.TEXT, false);
        List<ChatDelta> deltas = new ArrayList<>();

        ChatResult result = say(options, "hello é", deltas::add, ToyTokenizer.END);

        assertThat(result.choices().get(0).logprobs())
                .extracting(TokenLogprob::token)
                .startsWith("hello", " ");
        assertThat(result.choices().get(0).logprobs()).allSatisfy(token -> {
            assertThat(token.logprob()).isBetween(-0.001, 0.0);
            assertThat(token.top()).hasSize(2);
            assertThat(token.top().get(0).token()).isEqualTo(token.token());
            assertThat(token.top().get(1).logprob()).isCloseTo(-20, Offset.offset(0.01));
        });
        assertThat(deltas.get(2).logprobs()).as("the two bytes of é").hasSize(2);
    }

    @Test
    void itStopsWithinOneTokenOfBeingCancelledAndGoesOnServing() {
        ToyModel model = ToyModel.random(4);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, model);
        TextGenerator generator = generator(session);

        assertThatThrownBy(() -> generator.generate(PROMPT, greedy(500), new ChatListener() {
                    @Override
                    public void onDelta(ChatDelta delta) {}

                    @Override
                    public boolean isCancelled() {
                        return session.runs.size() == 10;
                    }
                }))
                .isInstanceOf(Cancelled.class);

        assertThat(session.runs).hasSize(10);
        assertThat(text(generator.generate(PROMPT, greedy(20), ChatListener.NONE)))
                .isEqualTo(plainGreedy(model, PROMPT, 20));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 17})
    void aLostDeviceIsReplacedAndTheSameAnswerGoesOn(int runsBefore) {
        ToyModel model = ToyModel.random(5);
        int[] prompt = randomPrompt(new Random(5), 40);
        ToySession fragile = new ToySession(ToySession.Kind.IN_PLACE, model);
        fragile.runsLeft = runsBefore;
        List<DeviceLost> losses = new ArrayList<>();
        GeneratorSettings settings = GeneratorSettings.USUAL
                .withPrefillChunk(16)
                .with(lost -> {
                    losses.add(lost);
                    return new ToySession(ToySession.Kind.GROWING, model);
                });
        StringBuilder streamed = new StringBuilder();

        ChatResult result = new TextGenerator(fragile, TOKENIZER, SPEC, settings)
                .generate(prompt, greedy(30), delta -> streamed.append(delta.text()));

        assertThat(losses).hasSize(1);
        assertThat(text(result)).isEqualTo(plainGreedy(model, prompt, 30));
        assertThat(streamed.toString()).isEqualTo(result.choices().get(0).content());
    }

    @Test
    void aLostDeviceEndsTheAnswerWhereThereIsNoOther() {
        ToySession fragile = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(5));
        fragile.runsLeft = 3;

        assertThatThrownBy(() -> generator(fragile).generate(PROMPT, greedy(30), ChatListener.NONE))
                .isInstanceOf(DeviceLost.class);
    }

    @Test
    void timesAreThoseOfTheClock() {
        AtomicLong clock = new AtomicLong();
        ToyModel slow = (history, logits) -> {
            clock.addAndGet(history.length > PROMPT.length ? 10_000_000 : 50_000_000);
            ToyModel.random(6).logits(history, logits);
        };
        GeneratorSettings settings = new GeneratorSettings(0, 512, clock::get, () -> 0, SessionRecovery.NONE);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, slow);

        ChatResult result =
                new TextGenerator(session, TOKENIZER, SPEC, settings).generate(PROMPT, greedy(11), ChatListener.NONE);

        assertThat(result.timings()).isEqualTo(new Timings(PROMPT.length, 50_000_000, 10, 100_000_000, 50_000_000));
        assertThat(result.timings().decodeTokensPerSecond()).isEqualTo(100);
    }

    @Test
    void whatIsNotOfTheVocabularyIsRefused() {
        TextGenerator generator = generator(new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(1)));
        Sampling biased = new Sampling(1, 0, 1, 0, Penalties.NONE, Map.of(ToyTokenizer.SIZE, 1.0), null);

        assertThatThrownBy(() -> generator.generate(new int[] {-1}, greedy(1), ChatListener.NONE))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> generator.generate(new int[0], greedy(1), ChatListener.NONE))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> generator.generate(PROMPT, ChatOptions.of(biased, 1), ChatListener.NONE))
                .hasMessageStartingWith("logit_bias: the token 320 is not of the model's vocabulary");
    }

    private static ChatResult say(ChatOptions options, String answer, int... more) {
        return say(options, answer, ChatListener.NONE, more);
    }

    private static ChatResult say(ChatOptions options, String answer, ChatListener listener, int... more) {
        int[] ids = TOKENIZER.encode(answer, false).copyIds();
        int[] all = Arrays.copyOf(ids, ids.length + more.length);
        System.arraycopy(more, 0, all, ids.length, more.length);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.saying(PROMPT.length, all));
        return generator(session).generate(PROMPT, options, listener);
    }

    static TextGenerator generator(ToySession session) {
        return new TextGenerator(session, TOKENIZER, SPEC, GeneratorSettings.USUAL);
    }

    private static ChatOptions greedy(int maxTokens) {
        return ChatOptions.of(Sampling.GREEDY, maxTokens);
    }

    private static int[] randomPrompt(Random random, int length) {
        return random.ints(length, 0, 256).toArray();
    }

    /** The answer by its definition: all tokens anew for each token. */
    private static String plainGreedy(ToyModel model, int[] prompt, int count) {
        int[] history = prompt;
        float[] logits = new float[ToyTokenizer.SIZE];
        List<Integer> answer = new ArrayList<>();
        while (answer.size() < count) {
            model.logits(history, logits);
            int best = 0;
            for (int i = 1; i < logits.length; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            if (best == ToyTokenizer.END) {
                break;
            }
            answer.add(best);
            history = Arrays.copyOf(history, history.length + 1);
            history[history.length - 1] = best;
        }
        String text = TOKENIZER.decode(answer.stream().mapToInt(i -> i).toArray(), true);
        return withoutHalfCharacters(text);
    }

    private static String text(ChatResult result) {
        return withoutHalfCharacters(result.choices().get(0).content());
    }

    private static String withoutHalfCharacters(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\uFFFD') {
            end--;
        }
        return text.substring(0, end);
    }
}
