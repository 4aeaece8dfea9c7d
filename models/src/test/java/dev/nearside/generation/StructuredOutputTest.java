package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.FinishReason;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import dev.nearside.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructuredOutputTest {
    private static final Tokenizer TOKENIZER = ToyTokenizer.create();
    private static final int[] PROMPT = TOKENIZER.encode("hello", false).copyIds();

    private static final List<String> SCHEMAS = List.of(
            """
            {"type": "object", "properties": {
               "name": {"type": "string", "minLength": 1, "maxLength": 12},
               "age": {"type": ["integer", "null"]},
               "tags": {"type": "array", "items": {"enum": ["red", "grün", "😀", 7, null]}, "maxItems": 4},
               "nested": {"type": "object", "properties": {"ok": {"type": "boolean"}, "x": {"type": "number"}},
                          "required": ["ok"], "additionalProperties": false}},
             "required": ["name", "nested"], "additionalProperties": false}
            """,
            """
            {"$defs": {"tree": {"type": "object", "properties": {
                "value": {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 3}]},
                "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}, "required": ["value", "children"]}},
             "$ref": "#/$defs/tree"}
            """,
            "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"array\", \"items\": {\"type\": \"number\"}}}",
            "{\"type\": \"array\", \"items\": {}, \"minItems\": 3, \"maxItems\": 5}",
            "{\"anyOf\": [{\"const\": \"yes\"}, {\"type\": \"integer\"}, {\"type\": \"object\", \"properties\": {}}]}");

    @Test
    void whateverTheModelWantsTheAnswerIsJsonThatFits() {
        int finished = 0;
        for (int seed = 0; seed < 500; seed++) {
            JsonObject schema = Json.read(SCHEMAS.get(seed % SCHEMAS.size())).asObject();
            TextGenerator generator =
                    ToyAnswers.generator(new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(seed)));
            ChatOptions options =
                    ChatOptions.of(Sampling.DEFAULT.with(seed % 3 == 0 ? 0 : 1, (long) seed), 1 + seed % 97);

            ChatResult result =
                    generator.generate(PROMPT, options.with(new ResponseFormat.Schema("s", schema)), ChatListener.NONE);

            String content = result.choices().get(0).content();
            assertThat(new SchemaCheck(schema).fits(Json.parse(content)))
                    .as("seed %d: %s", seed, content)
                    .isTrue();
            finished += result.choices().get(0).finishReason() == FinishReason.STOP ? 1 : 0;
        }
        assertThat(finished).as("answers that were not broken off").isGreaterThan(50);
    }

    @Test
    void anyObjectIsAnObject() {
        for (int seed = 0; seed < 200; seed++) {
            TextGenerator generator =
                    ToyAnswers.generator(new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(seed)));
            ChatOptions options = ChatOptions.of(Sampling.DEFAULT.with(1, (long) seed), 1 + seed);

            ChatResult result = generator.generate(PROMPT, options.with(ResponseFormat.JSON_OBJECT), ChatListener.NONE);

            String content = result.choices().get(0).content();
            assertThat(Json.parse(content)).as("seed %d: %s", seed, content).isInstanceOf(JsonObject.class);
        }
    }

    @Test
    void aModelThatWritesWhatIsWantedIsLeftAlone() {
        String json = "{\"hello\": [1, \"😀\"]}";
        int[] ids = TOKENIZER.encode(json, false).copyIds();

        ChatResult result = ToyAnswers.generator(
                        new ToySession(ToySession.Kind.IN_PLACE, ToyModel.saying(PROMPT.length, ids)))
                .generate(
                        PROMPT,
                        ChatOptions.of(Sampling.GREEDY, 100).with(ResponseFormat.JSON_OBJECT),
                        ChatListener.NONE);

        assertThat(result.choices().get(0).content()).isEqualTo(json);
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(result.usage().completionTokens())
                .as("no end token is needed")
                .isEqualTo(ids.length);
    }

    @Test
    void anAnswerThatIsBrokenOffIsClosedAndSaysSo() {
        int[] ids = TOKENIZER.encode("{\"hello\": [1, \"😀", false).copyIds();
        int[] half = Arrays.copyOf(ids, ids.length - 1);

        ChatResult result = ToyAnswers.generator(
                        new ToySession(ToySession.Kind.IN_PLACE, ToyModel.saying(PROMPT.length, half)))
                .generate(
                        PROMPT,
                        ChatOptions.of(Sampling.GREEDY, half.length).with(ResponseFormat.JSON_OBJECT),
                        ChatListener.NONE);

        assertThat(result.choices().get(0).content()).isEqualTo("{\"hello\": [1, \"\"]}");
        assertThat(result.choices().get(0).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void whatIsNotSupportedIsRefusedBeforeThePromptIsRead() {
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.random(1));
        JsonObject schema = JsonObject.builder().put("pattern", "a").build();
        ChatOptions options = ChatOptions.DEFAULT.with(new ResponseFormat.Schema("s", schema));

        assertThatThrownBy(() -> ToyAnswers.generator(session).generate(PROMPT, options, ChatListener.NONE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("response_format.json_schema.schema.pattern: is not supported");
        assertThat(session.runs).isEmpty();
    }
}
