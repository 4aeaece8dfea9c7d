package dev.nearside.browser.dom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"1, 1st", "2, 2nd", "3, 3rd", "4, 4th", "11, 11th", "12, 12th", "13, 13th", "21, 21st", "113, 113th"})
    void ranksAreSaidAsPeopleSayThem(int rank, String said) {
        String ordinal = Amounts.ordinal(rank);

        assertThat(ordinal).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, '1,000'", "1234567, '1,234,567'"})
    void threeDigitsStandTogether(long number, String said) {
        String grouped = Amounts.grouped(number);

        assertThat(grouped).isEqualTo(said);
    }

    @Test
    void oneThingIsNotPlural() {
        String one = Amounts.count(1, "file");
        String none = Amounts.count(0, "file");

        assertThat(one).isEqualTo("1 file");
        assertThat(none).isEqualTo("0 files");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1023, 1023 bytes", "1024, 1.0 KiB", "23040000, 22.0 MiB", "1073741824, 1.0 GiB"})
    void bytesComeInTheUnitThatFits(double bytes, String said) {
        String shown = Amounts.bytes(bytes);

        assertThat(shown).isEqualTo(said);
    }
}
