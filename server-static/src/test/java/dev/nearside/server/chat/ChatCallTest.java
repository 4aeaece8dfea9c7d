package dev.nearside.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatMessage;
import dev.nearside.routing.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatCallTest {

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new JsonMapper().readTree(text);
    }

    @Test
    void aPlainRequestIsReadAndNothingIsBeyondThisMachine() throws Exception {
        ObjectNode body = json("""
                {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}],
                 "tools": [], "tool_choice": "auto", "modalities": ["text"], "user": "u", "metadata": {"x": 1}, "stream": true}""");

        ChatCall call = ChatCall.read(body);

        assertThat(call.beyond()).isEmpty();
        assertThat(call.stream()).isTrue();
        assertThat(call.forThisMachine().messages()).containsExactly(ChatMessage.user("a\nb"));
        assertThat(call.body()).isSameAs(body);
    }

    @Test
    void whatOnlyOtherServersCanFollowIsNamedAndAllTextIsKept() throws Exception {
        ObjectNode body = json("""
                {"model": "m", "tools": [{"type": "function"}], "messages": [
                  {"role": "user", "content": [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "data:"}}]},
                  {"role": "assistant", "content": null, "tool_calls": [{"function": {"arguments": "{\\"iban\\": 1}"}}]},
                  {"role": "tool", "tool_call_id": "1", "content": "the answer of a tool"}]}""");
        ObjectNode before = body.deepCopy();

        ChatCall call = ChatCall.read(body);

        assertThat(call.beyond())
                .containsExactly("tools", "messages[0].content[1]", "messages[1].tool_calls", "messages[2].role");
        assertThat(call.request().messages().get(0).content()).isEqualTo("What is this?");
        assertThat(call.request().messages().get(1).content()).contains("iban");
        assertThat(call.request().messages().get(2).content()).isEqualTo("the answer of a tool");
        assertThat(call.body()).isEqualTo(before);
    }

    @Test
    void aModelOfThisMachineRefusesItByName() throws Exception {
        ChatCall call = ChatCall.read(
                json("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{}]}"));

        BackendFailure failure = catchThrowableOfType(BackendFailure.class, call::forThisMachine);

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.openAiError().path("param").asText()).isEqualTo("tools");
        assertThat(failure.openAiError().path("code").asText()).isEqualTo("unsupported_parameter");
        assertThat(failure.failure()).isEqualTo(Failure.before(Failure.Kind.MALFORMED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|messages|missing_required_parameter",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|model|missing_required_parameter",
                "{\"model\":\"m\",\"messages\":[]}|messages|invalid_value",
                "{\"model\":\"m\",\"messages\":\"Hi\"}|messages|invalid_value",
                "{\"model\":\"m\",\"messages\":[\"Hi\"]}|messages[0]|invalid_value",
                "{\"model\":\"m\",\"messages\":[{\"content\":\"a\"}]}|messages[0].role|missing_required_parameter",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}|messages[0].content|missing_required_parameter",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"robot\",\"content\":\"a\"}]}|messages[0].role|invalid_value",
                "{\"model\":5,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|model|invalid_value",
            })
    void whatIsWrongIsNamedByItsPath(String body, String param, String code) throws Exception {
        ObjectNode json = json(body);

        BackendFailure failure = catchThrowableOfType(BackendFailure.class, () -> ChatCall.read(json));

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.openAiError().path("param").asText()).isEqualTo(param);
        assertThat(failure.openAiError().path("code").asText()).isEqualTo(code);
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefused() throws Exception {
        ObjectNode json = json("{\"model\":\"m\",\"messages\":[],\"x\":" + "[".repeat(500) + "]".repeat(500) + "}");

        assertThatThrownBy(() -> ChatCall.read(json))
                .isInstanceOf(BackendFailure.class)
                .hasMessageContaining("nested");
    }
}
