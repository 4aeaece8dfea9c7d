package dev.nearside.routing.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final Words WORDS = Words.of(List.of("Code", "step  by step", "C++", "über", "コード"));

    @ParameterizedTest
    @ValueSource(strings = {"code", "CODE!", "(code)", "vibe-code", "go step\nby  step", "C++11", "ÜBER", "このコードは"})
    void wholeWordsAreFoundWhateverTheirCase(String text) {
        assertThat(WORDS.areIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "codes", "code_base", "steps by step", "hinüber", "code\u0301", "", "c"})
    void partsOfWordsAreNot(String text) {
        assertThat(WORDS.areIn(text)).isFalse();
    }

    @Test
    void aFenceBeginsALine() {
        assertThat(Fences.areIn("See\n   ```java\nx\n```")).isTrue();
        assertThat(Fences.areIn("~~~")).isTrue();
        assertThat(Fences.areIn("Use ``` for code")).isFalse();
        assertThat(Fences.areIn("    ```")).isFalse();
        assertThat(Fences.areIn("")).isFalse();
    }
}
