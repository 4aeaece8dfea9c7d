package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.FinishReason;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.chat.TokenLogprob;
import dev.nearside.error.ContextLengthExceeded;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Where an answer ends, and in what pieces its text comes. */
class AnswerEndTest {
    @Test
    void anEndTokenEndsTheAnswer() {
        ChatResult result = ToyAnswers.say(ToyAnswers.greedy(50), "hello world", ToyTokenizer.END);

        assertThat(result.choices().get(0).content()).isEqualTo("hello world");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void theLongestAnswerEndsWithLength() {
        ChatResult result = ToyAnswers.say(ToyAnswers.greedy(2), "hello world hello");

        assertThat(result.choices().get(0).content()).isEqualTo("hello world");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(result.usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void theEndOfTheContextEndsTheAnswer() {
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(3));
        TextGenerator generator = new TextGenerator(
                session, ToyAnswers.TOKENIZER, ToyAnswers.SPEC, GeneratorSettings.USUAL.withContextLength(20));

        ChatResult result = generator.generate(ToyAnswers.PROMPT, ToyAnswers.greedy(500), ChatListener.NONE);

        assertThat(result.usage().promptTokens() + result.usage().completionTokens())
                .isEqualTo(20);
        assertThatThrownBy(() -> generator.generate(new int[20], ToyAnswers.greedy(1), ChatListener.NONE))
                .isInstanceOf(ContextLengthExceeded.class)
                .hasMessageContaining("20 tokens");
    }

    @Test
    void aStopTextOverSeveralTokensIsCutOffAndNeverShown() {
        List<String> pieces = new ArrayList<>();

        ChatResult result = ToyAnswers.say(
                ToyAnswers.greedy(50).withStop(List.of("lo wo", "zzz")),
                "abc hello world",
                delta -> pieces.add(delta.text()));

        assertThat(result.choices().get(0).content()).isEqualTo("abc hel");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(String.join("", pieces)).isEqualTo("abc hel");
    }

    @Test
    void whatLookedLikeAStopTextComesOutWhenItIsNone() {
        ChatResult result =
                ToyAnswers.say(ToyAnswers.greedy(50).withStop(List.of("##END##")), "a ##EN b ##E", ToyTokenizer.END);

        assertThat(result.choices().get(0).content()).isEqualTo("a ##EN b ##E");
    }

    @Test
    void charactersOfSeveralTokensComeOutWhole() {
        List<String> pieces = new ArrayList<>();

        ChatResult result =
                ToyAnswers.say(ToyAnswers.greedy(50), "é😀中", delta -> pieces.add(delta.text()), ToyTokenizer.END);

        assertThat(result.choices().get(0).content()).isEqualTo("é😀中");
        assertThat(pieces).containsExactly("é", "😀", "中", "");
    }

    @Test
    void halfACharacterAtTheEndIsLeftOut() {
        ChatResult result = ToyAnswers.say(ToyAnswers.greedy(4), "ab😀");

        assertThat(result.choices().get(0).content()).isEqualTo("ab");
    }

    @Test
    void logprobsComeWithTheTextTheyBelongTo() {
        ChatOptions options = new ChatOptions(Sampling.GREEDY, 50, List.of(), 1, 2, ResponseFormat.TEXT, false, true);
        List<ChatDelta> deltas = new ArrayList<>();

        ChatResult result = ToyAnswers.say(options, "hello é", deltas::add, ToyTokenizer.END);

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
}
