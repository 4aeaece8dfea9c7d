package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids and offsets are those of Hugging Face's own tokenizers. */
class OracleTest {
    private static final long SEED = 20_261_123;

    @ParameterizedTest
    @EnumSource
    void hardTextsHaveTheIdsAndOffsetsOfHuggingFace(Family family) {
        assertSame(family, HardTexts.all());
    }

    @ParameterizedTest
    @EnumSource
    void randomTextsHaveTheIdsAndOffsetsOfHuggingFace(Family family) {
        assertSame(family, HardTexts.random(SEED, 2000));
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteHasTheIdsAndOffsetsOfHuggingFace(Family family) {
        assertSame(family, List.of(HardTexts.large(1_000_000)));
    }

    private static void assertSame(Family family, List<String> texts) {
        String json = family.json();
        Tokenizer ours = Tokenizers.fromJson(json);
        try (HuggingFace theirs = new HuggingFace(json)) {
            for (String text : texts) {
                assertThat(tokens(ours, text, false))
                        .as("%s without special tokens: %s", family, shown(text))
                        .isEqualTo(theirs.tokens(text, false));
                assertThat(tokens(ours, text, true))
                        .as("%s: %s", family, shown(text))
                        .isEqualTo(theirs.tokens(text, true));
            }
        }
    }

    static List<HuggingFace.Token> tokens(Tokenizer tokenizer, String text, boolean special) {
        Encoding encoding = tokenizer.encode(text, special);
        List<HuggingFace.Token> tokens = new ArrayList<>();
        for (int i = 0; i < encoding.size(); i++) {
            tokens.add(
                    encoding.special(i)
                            ? new HuggingFace.Token(encoding.id(i), -1, -1)
                            : new HuggingFace.Token(encoding.id(i), encoding.start(i), encoding.end(i)));
        }
        return tokens;
    }

    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(200).forEach(c -> {
            if (c >= 32 && c < 127) {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }
}
