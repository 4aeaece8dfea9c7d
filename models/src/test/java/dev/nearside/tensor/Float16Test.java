package dev.nearside.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float16Test {

    @ParameterizedTest
    @CsvSource({
        "0x3c00,1",
        "0xc000,-2",
        "0x7bff,65504",
        "0x0400,6.103515625e-5",
        "0x0001,5.9604645e-8",
        "0x3555,0.33325195",
        "0x0000,0",
        "0x7c00,Infinity",
        "0xfc00,-Infinity"
    })
    void bitsStandForTheNumbersOfTheStandard(String bits, float number) {
        assertThat(Float16.toFloat((short) Integer.decode(bits).intValue())).isEqualTo(number);
    }

    @Test
    void whatIsNotANumberStaysSo() {
        assertThat(Float16.toFloat((short) 0x7e00)).isNaN();
        assertThat(Float16.toFloat((short) 0x8000)).isEqualTo(-0.0f);
    }
}
