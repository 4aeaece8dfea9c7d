package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private final Tokenizer tokenizer = Tokenizers.fromJson(Family.MINILM.json());

    @Test
    void truncationKeepsTheSpecialTokensAtBothEnds() {
        Encoding encoding = tokenizer.encode("one two three four five");

        Encoding truncated = encoding.truncated(4);

        assertThat(truncated.copyIds()).containsExactly(101, 2028, 2048, 102);
        assertThat(truncated.start(2)).isEqualTo(4);
        assertThat(truncated.end(2)).isEqualTo(7);
        assertThat(truncated.special(0)).isTrue();
        assertThat(truncated.special(1)).isFalse();
        assertThat(truncated.special(3)).isTrue();
        assertThat(encoding.truncated(7)).isSameAs(encoding);
    }

    @Test
    void truncationToLessThanTheSpecialTokensIsRefused() {
        Encoding encoding = tokenizer.encode("one two");

        assertThatThrownBy(() -> encoding.truncated(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 special tokens do not fit into 1 tokens");
    }

    @Test
    void offsetsCountUtf16UnitsOfTheTextAsItWas() {
        String text = "\uD83D\uDE00 Stra\u00dfe caf\u00e9";

        Encoding encoding = tokenizer.encode(text, false);

        int last = encoding.size() - 1;
        assertThat(text.substring(encoding.start(last), encoding.end(last))).isEqualTo("caf\u00e9");
    }

    @Test
    void aSurrogateThatStandsAloneIsReadAsTheReplacementCharacter() {
        Tokenizer byteLevel = Tokenizers.fromJson(Family.QWEN_3.json());

        assertThat(byteLevel.encode("a\uD800b\uDC00").copyIds())
                .isEqualTo(byteLevel.encode("a\uFFFDb\uFFFD").copyIds());
    }

    @Test
    void whatTheFileSaysOfLengthIsToldAndNotDone() {
        assertThat(tokenizer.truncation()).contains(new Truncation(128, 0, false));
        assertThat(tokenizer.padding()).contains(new Padding(0, 128, 1, false));
        assertThat(tokenizer.encode("word ".repeat(500)).size()).isEqualTo(502);
    }

    @Test
    void tokensAndIdsAreFoundBothWays() {
        assertThat(tokenizer.vocabularySize()).isEqualTo(30522);
        assertThat(tokenizer.idOf("##ing")).hasValue(2075);
        assertThat(tokenizer.tokenOf(2075)).contains("##ing");
        assertThat(tokenizer.idOf("[CLS]")).hasValue(101);
        assertThat(tokenizer.idOf("no such token")).isEmpty();
        assertThat(tokenizer.tokenOf(30522)).isEmpty();
        assertThat(tokenizer.tokenOf(-1)).isEmpty();
    }

    @Test
    void forksWorkSideBySideInThreads() {
        Tokenizer llama = Tokenizers.fromJson(Family.LLAMA_2.json());
        List<String> texts = HardTexts.random(11, 200);
        List<int[]> expected =
                texts.stream().map(text -> llama.encode("<s>" + text).copyIds()).toList();

        List<List<int[]>> found = IntStream.range(0, 4)
                .parallel()
                .mapToObj(thread -> llama.fork())
                .map(fork -> texts.stream()
                        .map(text -> fork.encode("<s>" + text).copyIds())
                        .toList())
                .toList();

        assertThat(found)
                .hasSize(4)
                .allSatisfy(ids -> assertThat(ids).usingRecursiveComparison().isEqualTo(expected));
    }
}
