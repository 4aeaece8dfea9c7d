package dev.nearside.browser.page.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.browser.page.search.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptBudgetTest {

    @Test
    void theAnswerTakesNoMoreThanAThirdOfTheContext() {
        assertThat(PromptBudget.of(2048, 512)).isEqualTo(new PromptBudget(2048, 512));
        assertThat(PromptBudget.of(600, 512)).isEqualTo(new PromptBudget(600, 200));
    }

    @Test
    void passagesFillWhatQuestionAndAnswerLeave() {
        PromptBudget budget = new PromptBudget(1000, 300);
        List<Source> passages = List.of(passage("a", 300), passage("b", 400), passage("c", 250));

        List<Source> fitting =
                budget.fitting(passages, 20, passage -> passage.place().end());

        assertThat(fitting).extracting(Source::name).containsExactly("a", "c");
    }

    @Test
    void whereNothingFitsThereIsNothing() {
        assertThat(new PromptBudget(512, 170).forPassages(600)).isZero();
        assertThat(new PromptBudget(512, 170).fitting(List.of(passage("a", 10)), 600, passage -> 10))
                .isEmpty();
    }

    static Source passage(String name, int length) {
        return new Source("id", name, "text", new Range(0, 0), "", new Range(0, length), "text of " + name);
    }
}
