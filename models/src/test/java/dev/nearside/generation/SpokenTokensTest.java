package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTokensTest {
    private static final int[] PROMPT =
            ToyTokenizer.create().encode("hello world", false).copyIds();

    @ParameterizedTest
    @CsvSource({"0,", "1,", "17,", "39,", "40,", "17, 2"})
    void anAnswerGoesOnWhereItsGeneratorWasLost(int spoken, @Nullable Integer topLogprobs) {
        ChatOptions options = options(2, topLogprobs);
        Heard whole = new Heard();
        ChatResult wanted = generator().generate(PROMPT, options, whole);
        Heard rest = new Heard();

        ChatResult result = generator()
                .generate(
                        PROMPT,
                        options,
                        new SpokenTokens(List.of(whole.tokens.get(0).subList(0, spoken))),
                        rest);

        assertThat(rest.tokens).isEqualTo(whole.tokens);
        assertThat(rest.deltas).isEqualTo(whole.deltas);
        assertThat(result.choices()).isEqualTo(wanted.choices());
        assertThat(result.usage()).isEqualTo(wanted.usage());
    }

    @Test
    void whatWasSpokenIsRunTogether() {
        ToySession session = new ToySession(ToySession.Kind.GROWING, ToyModel.random(4));
        Heard whole = new Heard();
        ChatResult wanted = generator().generate(PROMPT, options(1, null), whole);

        ChatResult result = ToyAnswers.generator(session)
                .generate(
                        PROMPT,
                        options(1, null),
                        new SpokenTokens(List.of(whole.tokens.get(0).subList(0, 30))),
                        ChatListener.NONE);

        assertThat(result.choices()).isEqualTo(wanted.choices());
        assertThat(session.runs).startsWith(PROMPT.length, 30).hasSize(2 + 9);
    }

    @Test
    void tokensOfAnotherVocabularyAreRefused() {
        SpokenTokens spoken = new SpokenTokens(List.of(List.of(ToyTokenizer.SIZE)));

        assertThatThrownBy(() -> generator().generate(PROMPT, options(1, null), spoken, ChatListener.NONE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the answer's token");
    }

    private static TextGenerator generator() {
        return ToyAnswers.generator(new ToySession(ToySession.Kind.GROWING, ToyModel.random(4)));
    }

    private static ChatOptions options(int choices, @Nullable Integer topLogprobs) {
        return new ChatOptions(
                Sampling.DEFAULT.with(0.01, 11L),
                40,
                List.of(),
                choices,
                topLogprobs,
                ResponseFormat.TEXT,
                false,
                true);
    }

    private static final class Heard implements ChatListener {
        final List<List<Integer>> tokens = new ArrayList<>();
        final List<ChatDelta> deltas = new ArrayList<>();

        @Override
        public void onToken(int choice, int token) {
            while (tokens.size() <= choice) {
                tokens.add(new ArrayList<>());
            }
            tokens.get(choice).add(token);
        }

        @Override
        public void onDelta(ChatDelta delta) {
            deltas.add(delta);
        }
    }
}
