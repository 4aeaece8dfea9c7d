package dev.nearside.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {

    @Test
    void aRequestWithoutParametersHasTheDefaultsOfOpenAi() {
        ChatRequest request = read("");

        assertThat(request).isEqualTo(ChatRequest.of("m", List.of(ChatMessage.user("Hi")), ChatOptions.DEFAULT));
    }

    @Test
    void everyParameterIsRead() {
        ChatRequest request = read("""
                , "temperature": 0.5, "top_p": 0.9, "top_k": 40, "min_p": 0.05, "seed": 7, "n": 2, "stop": ["a", "b"],
                "repetition_penalty": 1.1, "presence_penalty": -1, "frequency_penalty": 2, "logit_bias": {"5": -100},
                "max_tokens": 10, "max_completion_tokens": 20, "logprobs": true, "top_logprobs": 3, "truncation": "auto",
                "response_format": {"type": "json_object"}, "stream": true, "stream_options": {"include_usage": true}
                """);

        assertThat(request.stream()).isTrue();
        assertThat(request.includesUsage()).isTrue();
        Sampling sampling = new Sampling(0.5, 40, 0.9, 0.05, new Penalties(1.1, -1, 2), Map.of(5, -100.0), 7L);
        assertThat(request.options())
                .isEqualTo(new ChatOptions(
                        sampling, 20, List.of("a", "b"), 2, 3, ResponseFormat.JSON_OBJECT, true, false));
    }

    @Test
    void aPromptIsTakenFromTheCacheUnlessThereIsASeedOrItIsNotWanted() {
        assertThat(read("").options().cachePrompt()).isTrue();
        assertThat(read(", \"seed\": 7").options().cachePrompt()).isFalse();
        assertThat(read(", \"seed\": 7, \"cache_prompt\": true").options().cachePrompt())
                .isTrue();
        assertThat(read(", \"cache_prompt\": false").options().cachePrompt()).isFalse();
        assertThatThrownBy(() -> read(", \"cache_prompt\": 1")).hasMessageContaining("cache_prompt");
    }

    @Test
    void contentComesAsTextOrInParts() {
        String json = """
                {"model": "m", "messages": [{"role": "developer", "content": "S"},
                  {"role": "user", "content": [{"type": "text", "text": "A"}, {"type": "text", "text": "B"}]}]}
                """;

        ChatRequest request = ChatRequest.read(Json.read(json));

        assertThat(request.messages()).containsExactly(ChatMessage.system("S"), ChatMessage.user("A\nB"));
    }

    @Test
    void aSchemaIsReadAsItStands() {
        ChatRequest request = read("""
                , "response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": {"type": "null"}}}
                """);

        assertThat(request.options().format())
                .isEqualTo(new ResponseFormat.Schema(
                        "s", JsonObject.builder().put("type", "null").build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"user\": \"me\", \"metadata\": {}, \"store\": true, \"service_tier\": \"auto\"",
                ", \"tools\": [], \"tool_choice\": \"none\", \"parallel_tool_calls\": false",
                ", \"temperature\": null, \"stop\": null, \"n\": null, \"max_tokens\": null, \"response_format\": null",
                ", \"modalities\": [\"text\"], \"no_such_parameter\": {\"a\": 1}"
            })
    void whatIsUnknownOrDoesNotChangeTheAnswerIsIgnored(String parameters) {
        assertThat(read(parameters).options()).isEqualTo(ChatOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tools\": [{\"type\": \"function\"}]|tools: is not supported",
                "\"functions\": [{}]|functions: is not supported",
                "\"modalities\": [\"text\", \"audio\"]|modalities: only [\"text\"] is supported",
                "\"audio\": {\"voice\": \"x\"}|audio: is not supported",
                "\"temperature\": 2.5|temperature: must be 0 to 2, not 2.5",
                "\"temperature\": \"hot\"|temperature: expected a number, found a string",
                "\"top_p\": -0.1|top_p: must be 0 to 1, not -0.1",
                "\"n\": 0|n: must be 1 to 16, not 0",
                "\"max_tokens\": 0|max_tokens: must be 1 or more, not 0",
                "\"stop\": \"\"|stop: must be a text or up to 16 of them",
                "\"logit_bias\": {\"the\": 1}|logit_bias.the: 'the' is no token id",
                "\"logit_bias\": {\"3\": 101}|logit_bias.3: must be −100 to 100, not 101",
                "\"top_logprobs\": 3|top_logprobs: needs 'logprobs' to be true",
                "\"logprobs\": true, \"top_logprobs\": 21|top_logprobs: must be 0 to 20, not 21",
                "\"repetition_penalty\": 0|repetition_penalty: must be above 0",
                "\"truncation\": \"yes\"|truncation: 'yes' is unknown; use auto or disabled",
                "\"response_format\": {\"type\": \"xml\"}|response_format.type: 'xml' is unknown",
                "\"response_format\": {\"type\": \"json_schema\"}|response_format: 'json_schema' is missing"
            })
    void whatCannotBeDoneIsNamed(String parameter, String message) {
        assertThatThrownBy(() -> read(", " + parameter))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|messages: must hold at least one message",
                "[{\"role\": \"user\"}]|messages[0]: 'content' is missing",
                "[{\"role\": \"tool\", \"content\": \"1\"}]|messages[0].role: 'tool' is not supported",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]|messages[0].content[0].type: 'image_url'",
                "[{\"role\": \"assistant\", \"content\": \"\", \"tool_calls\": [1]}]|messages[0].tool_calls: is not supported"
            })
    void aMessageThatCannotBeReadIsNamed(String messages, String message) {
        String json = "{\"model\": \"m\", \"messages\": " + messages + "}";

        assertThatThrownBy(() -> ChatRequest.read(Json.read(json))).hasMessageStartingWith(message);
    }

    private static ChatRequest read(String parameters) {
        return ChatRequest.read(Json.read(
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]" + parameters + "}"));
    }
}
