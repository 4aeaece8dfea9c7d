package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of Unicode says of every code point what Hugging Face's tokenizers say. */
class UnicodeTest {

    @ParameterizedTest
    @CsvSource({"NFC,false,true", "NFD,false,false", "NFKC,true,true", "NFKD,true,false"})
    void everyLetterIsNormalisedAsByHuggingFace(String form, boolean compatible, boolean composes) {
        String[] expected;
        try (UnicodeProbe.Normalization theirs = new UnicodeProbe.Normalization("{\"type\":\"" + form + "\"}")) {
            expected = theirs.ofLetters();
        }

        List<String> different = new ArrayList<>();
        for (int cp = 0; cp < expected.length; cp++) {
            if (expected[cp] != null
                    && !normalized(new UnicodeNormalizer(compatible, composes), Character.toString(cp))
                            .equals(expected[cp])) {
                different.add(Integer.toHexString(cp));
            }
        }

        assertThat(different).isEmpty();
    }

    @Test
    void everyLetterHasTheLowerCaseOfHuggingFace() {
        String[] expected;
        try (UnicodeProbe.Normalization theirs = new UnicodeProbe.Normalization("{\"type\":\"Lowercase\"}")) {
            expected = theirs.ofLetters();
        }

        for (int cp = 0; cp < expected.length; cp++) {
            if (expected[cp] != null
                    && !normalized(new Lowercase(), Character.toString(cp)).equals(expected[cp])) {
                assertThat(normalized(new Lowercase(), Character.toString(cp)))
                        .as(Integer.toHexString(cp))
                        .isEqualTo(expected[cp]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"\\p{L},1", "\\p{N},2", "\\s,4"})
    void everyCodePointIsInTheClassesOfHuggingFace(String regex, int flag) {
        BitSet theirs = UnicodeProbe.matching(regex);

        BitSet ours = new BitSet();
        for (int cp = 0; cp < UnicodeProbe.CODE_POINTS; cp++) {
            ours.set(cp, Unicode.is(cp, flag));
        }

        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void pilesOfMarksAreOrderedAndComposedAsByHuggingFace() {
        Random random = new Random(3);
        String[] pool = {
            "a",
            "e",
            "\u00e9",
            "\u1ebf",
            "\u0301",
            "\u0323",
            "\u0302",
            "\u0345",
            "\u0334",
            "\u05b0",
            "\u3099",
            "\u304b",
            "\uac00",
            "\u11a8",
            "\u1100",
            "\u1161",
            "\u0958",
            "\u093c",
            "\u0f71",
            "\u0f72",
            "\ufb01",
            "\u01d5",
            "\ud834\udd65",
            "\ud834\udd6e",
            "\u0344",
            "\u2126"
        };

        for (String form : List.of("NFC", "NFD", "NFKC", "NFKD")) {
            Normalizer ours = new UnicodeNormalizer(form.contains("K"), form.endsWith("C"));
            try (UnicodeProbe.Normalization theirs = new UnicodeProbe.Normalization("{\"type\":\"" + form + "\"}")) {
                for (int i = 0; i < 1000; i++) {
                    StringBuilder text = new StringBuilder();
                    for (int k = random.nextInt(12); k >= 0; k--) {
                        text.append(pool[random.nextInt(pool.length)]);
                    }
                    assertThat(normalized(ours, text.toString())).as(form).isEqualTo(theirs.of(text.toString()));
                }
            }
        }
    }

    private static String normalized(Normalizer normalizer, String input) {
        Text text = new Text();
        text.set(input, 0, input.length());
        normalizer.normalize(text);
        return text.toString();
    }
}
