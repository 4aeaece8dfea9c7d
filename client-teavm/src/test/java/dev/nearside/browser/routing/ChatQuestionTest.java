package dev.nearside.browser.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.routing.Policy;
import dev.nearside.routing.Reach;
import org.junit.jupiter.api.Test;

class ChatQuestionTest {
    private static final String REQUEST =
            "{\"model\":\"auto\",\"stream\":true,\"user\":\"me\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                    + "\"nearside\":{\"reach\":\"device\",\"policy\":\"only-device\",\"conversation\":\"c1\"}}";

    @Test
    void wishesNarrowTheRoutingAndGoOnAsHeaders() {
        ChatQuestion question = ChatQuestion.read(REQUEST, true);

        assertThat(question.request().wishes().reach()).isEqualTo(Reach.DEVICE);
        assertThat(question.request().wishes().policy()).isEqualTo(Policy.ONLY_DEVICE);
        assertThat(question.request().wishes().wasPrivate()).isTrue();
        assertThat(question.headers(true))
                .containsExactlyInAnyOrder(
                        new ChatQuestion.Header("X-Nearside-Reach", "device"),
                        new ChatQuestion.Header("X-Nearside-Policy", "only-device"),
                        new ChatQuestion.Header("X-Nearside-Conversation", "c1"),
                        new ChatQuestion.Header("X-Nearside-Private", "true"));
    }

    @Test
    void theServerGetsWhatTheCallerSentForTheModelThatWasChosen() {
        JsonCursor body = JsonCursor.of(ChatQuestion.read(REQUEST, false).bodyFor("jvm/smollm2"));

        assertThat(body.field("model").asString()).isEqualTo("jvm/smollm2");
        assertThat(body.field("user").asString()).isEqualTo("me");
        assertThat(body.field("stream_options").field("include_usage").asBoolean())
                .isTrue();
        assertThat(body.optional("nearside")).isEmpty();
    }

    @Test
    void oneConversationIsDrawnAlike() {
        long first = ChatQuestion.read(REQUEST, false).request().draw();
        long again = ChatQuestion.read(REQUEST, true).request().draw();
        long other =
                ChatQuestion.read(REQUEST.replace("c1", "c2"), false).request().draw();

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void anUnknownWishIsAnErrorAndNotOverlooked() {
        String wrong = REQUEST.replace("\"reach\"", "\"raech\"");

        assertThatThrownBy(() -> ChatQuestion.read(wrong, false))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("raech");
        assertThat(Json.read(wrong).field("model").asString()).isEqualTo("auto");
    }
}
