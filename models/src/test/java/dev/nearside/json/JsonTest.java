package dev.nearside.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void everyKindOfValueIsRead() {
        JsonValue value = Json.parse(" {\"a\": [1, -2.5e3, true, false, null, \"x\"], \"b\": {}} ");

        assertThat(value)
                .isEqualTo(new JsonObject(Map.of(
                        "a",
                        new JsonArray(List.of(
                                new JsonNumber("1"),
                                new JsonNumber("-2.5e3"),
                                new JsonBool(true),
                                new JsonBool(false),
                                JsonNull.NULL,
                                new JsonString("x"))),
                        "b",
                        JsonObject.empty())));
    }

    @Test
    void membersKeepTheirOrder() {
        JsonObject object = (JsonObject) Json.parse("{\"z\":1,\"a\":2,\"m\":3}");

        assertThat(object.members().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void escapesAndSurrogatesAreRead() {
        JsonValue value = Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00😀\"");

        assertThat(value).isEqualTo(new JsonString("\"\\/\b\f\n\r\té😀😀"));
    }

    @Test
    void aSurrogateThatStandsAloneSurvivesEscaped() {
        String json = Json.write(Json.parse("\"a\\ud83db\""));

        assertThat(json).isEqualTo("\"a\\ud83db\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "-",
                "1e",
                "+1",
                "NaN",
                "tru",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"\t\"",
                "1 2",
                "[1}",
                "'a'",
                "\u00001"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("not JSON: ");
    }

    @Test
    void anErrorNamesLineAndColumn() {
        assertThatThrownBy(() -> Json.parse("{\n  \"a\": 1,\n  \"b\": x\n}"))
                .hasMessage("not JSON: expected a value, found 'x' at 3:8");
    }

    @Test
    void aNameMayStandOnlyOnce() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}"))
                .hasMessage("not JSON: the name \"a\" stands twice in one object at 1:8");
    }

    @Test
    void nestingIsLimitedSoThatTheStackIsNot() {
        String deepest = "[".repeat(128) + "]".repeat(128);

        assertThat(Json.write(Json.parse(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> Json.parse("[" + deepest + "]")).hasMessageContaining("more than 128 levels");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(Json.parse("\uFEFF1")).isEqualTo(new JsonNumber("1"));
    }

    @Test
    void indentedJsonIsForPeople() {
        String json = Json.writeIndented(Json.parse("{\"a\":[1,2],\"b\":{},\"c\":[]}"));

        assertThat(json).isEqualTo("{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}\n");
    }

    @Test
    void controlCharactersAndLineSeparatorsAreEscaped() {
        String json = Json.write(new JsonString("\u0001\n\r\t\"\\\u2028é"));

        assertThat(json).isEqualTo("\"\\u0001\\n\\r\\t\\\"\\\\\\u2028é\"");
    }

    @ParameterizedTest
    @CsvSource({"3.0,3", "0.1,0.1", "-2,-2", "1e300,1.0E300"})
    void doublesAreWrittenShortly(double value, String text) {
        assertThat(JsonNumber.of(value).text()).isEqualTo(text);
    }

    @Test
    void whatIsNotFiniteIsNoNumber() {
        assertThatThrownBy(() -> JsonNumber.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807", "-9223372036854775808"})
    void longsComeBackWhole(String text) {
        assertThat(new JsonNumber(text).asLong()).isEqualTo(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "-9223372036854775809"})
    void whatIsNoLongIsRefusedAsOne(String text) {
        assertThatThrownBy(() -> new JsonNumber(text).asLong())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("expected an integer of 64 bits, found " + text);
    }
}
