package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.Penalties;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.chat.Timings;
import dev.nearside.chat.Usage;
import dev.nearside.error.Cancelled;
import dev.nearside.error.DeviceLost;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextGeneratorTest {
    @ParameterizedTest
    @EnumSource
    void greedyTokensAreThoseOfFullRunsWithoutACache(ToySession.Kind kind) {
        ToyModel model = ToyModel.random(7);
        int[] prompt = ToyAnswers.randomPrompt(new Random(7), 300);

        ChatResult result = ToyAnswers.generator(new ToySession(kind, model))
                .generate(prompt, ToyAnswers.greedy(100), ChatListener.NONE);

        assertThat(ToyAnswers.text(result)).isEqualTo(ToyAnswers.plainGreedy(model, prompt, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 31, 64, 299, 300, 512})
    void theChunksOfThePrefillDoNotChangeTheAnswer(int chunk) {
        ToyModel model = ToyModel.random(8);
        int[] prompt = ToyAnswers.randomPrompt(new Random(8), 300);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, model);
        TextGenerator generator = new TextGenerator(
                session, ToyAnswers.TOKENIZER, ToyAnswers.SPEC, GeneratorSettings.USUAL.withPrefillChunk(chunk));
        List<Integer> progress = new ArrayList<>();

        ChatResult result = generator.generate(prompt, ToyAnswers.greedy(10), new ChatListener() {
            @Override
            public void onDelta(ChatDelta delta) {}

            @Override
            public void onPrefill(int done, int total) {
                progress.add(done);
            }
        });

        assertThat(ToyAnswers.text(result)).isEqualTo(ToyAnswers.plainGreedy(model, prompt, 10));
        assertThat(session.runs.get(0)).isEqualTo(Math.min(chunk, 300));
        assertThat(progress).isSorted().startsWith(0).endsWith(300).hasSize((300 + chunk - 1) / chunk + 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatTwoPromptsHaveInCommonIsRunOnce(ToySession.Kind kind) {
        ToyModel model = ToyModel.random(9);
        ToySession session = new ToySession(kind, model);
        TextGenerator generator = ToyAnswers.generator(session);
        Random random = new Random(9);

        for (int turn = 0; turn < 20; turn++) {
            int[] prompt = Arrays.copyOf(ToyAnswers.randomPrompt(new Random(1), 400), 50 + random.nextInt(350));
            prompt[random.nextInt(prompt.length)] = 'x';

            ChatResult result = generator.generate(prompt, ToyAnswers.greedy(8), ChatListener.NONE);

            assertThat(ToyAnswers.text(result)).isEqualTo(ToyAnswers.plainGreedy(model, prompt, 8));
            assertThat(result.usage().cachedTokens() + result.timings().prefillTokens())
                    .isEqualTo(prompt.length);
        }

        generator.close();
        assertThat(session.openTensors).isZero();
    }

    @Test
    void theSamePromptAgainRunsOnlyItsLastToken() {
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(1));
        TextGenerator generator = ToyAnswers.generator(session);
        ChatResult first = generator.generate(ToyAnswers.PROMPT, ToyAnswers.greedy(5), ChatListener.NONE);

        ChatResult second = generator.generate(ToyAnswers.PROMPT, ToyAnswers.greedy(5), ChatListener.NONE);

        assertThat(second.choices()).isEqualTo(first.choices());
        assertThat(second.usage().cachedTokens()).isEqualTo(ToyAnswers.PROMPT.length - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 512})
    void anAnswerThatIsToBeRepeatableIsComputedAsIfNothingHadBeenAskedBefore(int chunk) {
        ToyModel model = ToyModel.random(12);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, model);
        TextGenerator generator = inChunks(session, chunk);
        Random random = new Random(12);
        int cached = 0;

        for (int turn = 0; turn < 40; turn++) {
            int[] prompt = Arrays.copyOf(ToyAnswers.randomPrompt(new Random(1), 400), 50 + random.nextInt(350));
            prompt[random.nextInt(prompt.length)] = 'x';
            ChatResult before = generator.generate(prompt, ToyAnswers.greedy(8), ChatListener.NONE);

            ChatResult again = generator.generate(prompt, repeatable(8), ChatListener.NONE);

            ToySession fresh = new ToySession(ToySession.Kind.IN_PLACE, model);
            ChatResult first = inChunks(fresh, chunk).generate(prompt, repeatable(8), ChatListener.NONE);
            assertThat(again.choices()).isEqualTo(first.choices()).isEqualTo(before.choices());
            for (int at = 0; at < prompt.length; at++) {
                assertThat(session.computedBy.get(at)).isEqualTo(fresh.computedBy.get(at));
            }
            cached += again.usage().cachedTokens();
        }
        assertThat(cached > 0).isEqualTo(chunk < 400);
    }

    private static TextGenerator inChunks(ToySession session, int chunk) {
        return new TextGenerator(
                session, ToyAnswers.TOKENIZER, ToyAnswers.SPEC, GeneratorSettings.USUAL.withPrefillChunk(chunk));
    }

    private static ChatOptions repeatable(int maxTokens) {
        return ChatOptions.of(Sampling.GREEDY.with(0, 3L), maxTokens);
    }

    @ParameterizedTest
    @EnumSource
    void severalChoicesShareThePrompt(ToySession.Kind kind) {
        ToySession session = new ToySession(kind, ToyModel.random(2));
        ChatOptions options =
                new ChatOptions(Sampling.DEFAULT.with(1, 5L), 6, List.of(), 3, null, ResponseFormat.TEXT, false, true);

        ChatResult result = ToyAnswers.generator(session).generate(ToyAnswers.PROMPT, options, ChatListener.NONE);

        assertThat(result.choices()).hasSize(3).doesNotHaveDuplicates();
        assertThat(session.runs.stream().filter(count -> count > 1)).hasSize(1);
        assertThat(result.usage()).isEqualTo(new Usage(ToyAnswers.PROMPT.length, 0, 18));
        assertThat(ToyAnswers.generator(new ToySession(kind, ToyModel.random(2)))
                        .generate(ToyAnswers.PROMPT, ChatOptions.of(Sampling.DEFAULT.with(1, 7L), 6), ChatListener.NONE)
                        .choices()
                        .get(0))
                .as("the third choice is the one of the seed plus 2")
                .isEqualTo(result.choices().get(2));
    }

    @Test
    void itStopsWithinOneTokenOfBeingCancelledAndGoesOnServing() {
        ToyModel model = ToyModel.random(4);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, model);
        TextGenerator generator = ToyAnswers.generator(session);

        assertThatThrownBy(() -> generator.generate(ToyAnswers.PROMPT, ToyAnswers.greedy(500), new ChatListener() {
                    @Override
                    public void onDelta(ChatDelta delta) {}

                    @Override
                    public boolean isCancelled() {
                        return session.runs.size() == 10;
                    }
                }))
                .isInstanceOf(Cancelled.class);

        assertThat(session.runs).hasSize(10);
        assertThat(ToyAnswers.text(generator.generate(ToyAnswers.PROMPT, ToyAnswers.greedy(20), ChatListener.NONE)))
                .isEqualTo(ToyAnswers.plainGreedy(model, ToyAnswers.PROMPT, 20));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 17})
    void aLostDeviceIsReplacedAndTheSameAnswerGoesOn(int runsBefore) {
        ToyModel model = ToyModel.random(5);
        int[] prompt = ToyAnswers.randomPrompt(new Random(5), 40);
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

        ChatResult result = new TextGenerator(fragile, ToyAnswers.TOKENIZER, ToyAnswers.SPEC, settings)
                .generate(prompt, ToyAnswers.greedy(30), delta -> streamed.append(delta.text()));

        assertThat(losses).hasSize(1);
        assertThat(ToyAnswers.text(result)).isEqualTo(ToyAnswers.plainGreedy(model, prompt, 30));
        assertThat(streamed.toString()).isEqualTo(result.choices().get(0).content());
    }

    @Test
    void aLostDeviceEndsTheAnswerWhereThereIsNoOther() {
        ToySession fragile = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(5));
        fragile.runsLeft = 3;

        assertThatThrownBy(() -> ToyAnswers.generator(fragile)
                        .generate(ToyAnswers.PROMPT, ToyAnswers.greedy(30), ChatListener.NONE))
                .isInstanceOf(DeviceLost.class);
    }

    @Test
    void timesAreThoseOfTheClock() {
        AtomicLong clock = new AtomicLong();
        ToyModel slow = (history, logits) -> {
            clock.addAndGet(history.length > ToyAnswers.PROMPT.length ? 10_000_000 : 50_000_000);
            ToyModel.random(6).logits(history, logits);
        };
        GeneratorSettings settings = new GeneratorSettings(0, 512, clock::get, () -> 0, SessionRecovery.NONE);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, slow);

        ChatResult result = new TextGenerator(session, ToyAnswers.TOKENIZER, ToyAnswers.SPEC, settings)
                .generate(ToyAnswers.PROMPT, ToyAnswers.greedy(11), ChatListener.NONE);

        assertThat(result.timings())
                .isEqualTo(new Timings(ToyAnswers.PROMPT.length, 50_000_000, 10, 100_000_000, 50_000_000));
        assertThat(result.timings().decodeTokensPerSecond()).isEqualTo(100);
    }

    @Test
    void whatIsNotOfTheVocabularyIsRefused() {
        TextGenerator generator = ToyAnswers.generator(new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(1)));
        Sampling biased = new Sampling(1, 0, 1, 0, Penalties.NONE, Map.of(ToyTokenizer.SIZE, 1.0), null);

        assertThatThrownBy(() -> generator.generate(new int[] {-1}, ToyAnswers.greedy(1), ChatListener.NONE))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> generator.generate(new int[0], ToyAnswers.greedy(1), ChatListener.NONE))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> generator.generate(ToyAnswers.PROMPT, ChatOptions.of(biased, 1), ChatListener.NONE))
                .hasMessageStartingWith("logit_bias: the token 320 is not of the model's vocabulary");
    }
}
