package dev.nearside.generation.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\"a\":1}",
                "{\n  \"a\": [1, 2.5e-3, -0, null, true, false, \"x\\n\\u00e9é😀\", {\"b\": {}}, []]\n}",
                "{\"a\": \"\\\\\\\"\", \"b\": 0.5, \"c\": \"\"}"
            })
    void everyJsonObjectIsTaken(String text) {
        assertThat(follow(JsonForms.object(), text).mustEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                " {}",
                "{,",
                "{a",
                "{\"a\",",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01",
                "{\"a\":+",
                "{\"a\":.5",
                "{\"a\":1.}",
                "{\"a\":tru}",
                "{\"a\":\"\\x",
                "{\"a\":\"\\ud8",
                "{\"a\":\"\n",
                "{\"a\":1}}",
                "{\"a\":1} ",
                "{\"a\":[1,]",
                "{\"a\":1,\"a\"",
                "{\"a\":--",
                "{\"a\":1e}",
                "{\"a\":nul1"
            })
    void whatIsNoJsonObjectIsNot(String text) {
        assertThat(follow(JsonForms.object(), text).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"string\"}|\"héllo\"",
                "{\"type\":\"integer\"}|-12",
                "{\"type\":\"number\"}|0.25",
                "{\"type\":\"boolean\"}|true",
                "{\"type\":[\"string\",\"null\"]}|null",
                "{\"enum\":[\"red\",\"green\",3]}|\"green\"",
                "{\"const\":{\"a\":[1]}}|{\"a\":[1]}",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":1,\"maxItems\":3}|[1, 2, 3]",
                "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]}|1.5",
                "{\"properties\":{\"a\":{\"type\":\"null\"},\"b\":{}},\"required\":[\"b\"]}|{\"b\": [7]}",
                "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}|{\"x\": 1, \"y\": 2}",
                "{\"type\":\"object\",\"additionalProperties\":false}|{}",
                "{\"type\":\"string\",\"minLength\":2,\"maxLength\":3}|\"é😀\"",
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/t\"}}}}|[[], [[]]]",
                "true|{\"anything\": 1}"
            })
    void whatFitsASchemaIsTaken(String schema, String text) {
        Positions reached = follow(schema(schema), text);

        assertThat(reached.mayEnd()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"string\"}|1",
                "{\"type\":\"integer\"}|1.",
                "{\"enum\":[\"red\",\"green\"]}|\"gray",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":1}|[]",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"maxItems\":2}|[1,2,",
                "{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\"]}|{\"b\"",
                "{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\"]}|{}",
                "{\"properties\":{\"a\":{},\"b\":{}}}|{\"a\":1,}",
                "{\"properties\":{\"a\":{}}}|{\"c\"",
                "{\"type\":\"string\",\"minLength\":2}|\"a\"",
                "{\"type\":\"string\",\"maxLength\":2}|\"éée"
            })
    void whatDoesNotFitIsNot(String schema, String text) {
        assertThat(follow(schema(schema), text).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":3},\"b\":{\"enum\":[10,2]}},\"required\":[\"a\",\"b\"]}",
                "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"boolean\"}},\"minItems\":1}",
                "{\"type\":\"object\",\"additionalProperties\":{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"string\"}]}}",
                "{}",
                "{\"const\":\"naïve 😀\"}"
            })
    void aTextBrokenOffAnywhereIsClosedSoThatItFits(String schema) {
        for (String text : List.of(
                "{\"a\": \"é😀x\", \"b\": 10}",
                "[[true, false], [false,true,true]]",
                "{\"é\": -1.5e3, \"\": \"\\u00e9\\n\"}",
                "\"naïve 😀\"")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Positions reached = schema(schema);
            for (int end = 0; end <= bytes.length && !reached.isEmpty(); end++) {
                String shown = wholeCharacters(bytes, end);

                String closed = shown + reached.closing();

                assertThat(follow(schema(schema), closed).mayEnd()).as(closed).isTrue();
                assertThat(Json.parse(closed)).isNotNull();
                reached = end < bytes.length ? reached.next(bytes[end] & 255) : reached;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"string\",\"pattern\":\"a+\"}|s.pattern: is not supported",
                "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":3}}}|s.properties.a.minimum: is not supported",
                "{\"oneOf\":[{}]}|s.oneOf: is not supported",
                "{\"type\":\"text\"}|s.type: 'text' is no type",
                "{\"$ref\":\"#/x\"}|s.$ref: '#/x' is not found",
                "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"a\"]}|s: no value fits this schema: it holds itself",
                "{\"properties\":{},\"required\":[\"a\"]}|s.required: 'a' is not in properties",
                "{\"type\":\"array\",\"minItems\":3,\"maxItems\":2}|s.maxItems: is less than minItems",
                "{\"enum\":[]}|s.enum: must hold at least one value"
            })
    void whatIsNotSupportedIsNamed(String schema, String message) {
        assertThatThrownBy(() -> schema(schema))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void manyAlternativesThatStayOpenAreKeptFew() {
        Positions reached =
                schema("{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"number\"},{}]}}");

        for (int i = 0; i < 200; i++) {
            reached = follow(reached, i == 0 ? "[1" : ", 12");
        }

        assertThat(reached.mayEnd()).isFalse();
        assertThat(follow(reached, "]").mustEnd()).isTrue();
    }

    private static Positions schema(String schema) {
        if (schema.equals("true")) {
            return JsonForms.schema("s", JsonObject.empty());
        }
        return JsonForms.schema("s", Json.read(schema).asObject());
    }

    private static Positions follow(Positions from, String text) {
        Positions reached = from;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            reached = reached.next(b & 255);
        }
        return reached;
    }

    private static String wholeCharacters(byte[] bytes, int end) {
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return text.endsWith("\uFFFD") ? text.substring(0, text.length() - 1) : text;
    }
}
