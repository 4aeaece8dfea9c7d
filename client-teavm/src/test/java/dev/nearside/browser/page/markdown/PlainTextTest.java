package dev.nearside.browser.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void ofCodeOnlyItsLengthIsReadOut() {
        String text =
                PlainText.spoken("So **this**:\n\n```python\nfor i in x:\n    print(i)\n```\n\nor\n\n```\nx\n```");

        assertThat(text).isEqualTo("So this:\nPython code, 2 lines.\nor\nCode, 1 line.\n");
    }

    @Test
    void marksAreLeftOutAndWordsAreKept() {
        String text = PlainText.of(
                "# Heating\n\n> *Warm* [water](https://x.org)\n\n2. one `a`\n3. two\n   - deep\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n```\nx = 1\n```");

        assertThat(text).isEqualTo("Heating\nWarm water\n2. one a\n3. two\ndeep\na, b\n1, 2\nx = 1\n");
    }
}
