package dev.nearside.browser.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.comparison.Spread;
import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void aValueHasNoMoreDigitsThanTell() {
        assertThat(Amount.of(8)).isEqualTo("8");
        assertThat(Amount.of(4.46)).isEqualTo("4.5");
        assertThat(Amount.of(9.96)).isEqualTo("10");
        assertThat(Amount.of(243.7)).isEqualTo("244");
        assertThat(Amount.of(0)).isEqualTo("0");
    }

    @Test
    void aSpreadThatIsNoneIsShownAsOneValue() {
        assertThat(Amount.of(new Spread(3, 8, 8, 8, 8, 8))).isEqualTo("8");
        assertThat(Amount.of(new Spread(3, 90, 95.2, 139, 183, 190))).isEqualTo("139 (95.2–183)");
    }

    @Test
    void anAxisHasTwoToFiveRoundSteps() {
        for (double most : new double[] {0.37, 1, 1.9, 2, 4.9, 5, 9.9, 10, 472, 2_444, 28_571}) {
            double step = Plot.step(most);

            assertThat(most / step).as("up to " + most).isBetween(2.0, 5.0);
        }
        assertThat(Plot.step(472)).isEqualTo(100);
        assertThat(Plot.step(1_300)).isEqualTo(500);
    }
}
