package dev.nearside.conformance;

import static dev.nearside.conformance.ChatFixture.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ChatServer;
import dev.nearside.e2e.Suite;
import dev.nearside.json.JsonCursor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenAI's package for node gets answers, streams, and errors as the types that it knows. */
@ExtendWith(Suite.class)
class OpenAiNodeChatIT {

    private static JsonCursor choice(JsonCursor answer, int index) {
        return answer.field("choices").items().get(index);
    }

    private static String text(JsonCursor answer) {
        return choice(answer, 0).field("message").field("content").asString();
    }

    @Test
    void itGetsAnswersStreamsAndErrors(ChatServer chat) throws Exception {
        JsonCursor got = Node.run("openai-chat.mjs", chat.server().at("/v1"), ChatFixture.REQUEST);

        String whole = text(got.field("whole"));
        assertStreamed(got.field("chunks").items(), whole);
        assertThat(got.field("helped").asString()).isEqualTo(whole);
        assertThat(got.field("parts").asString()).isEqualTo(whole);
        assertThat(text(got.field("stopped")))
                .isEqualTo(whole.substring(0, whole.indexOf(got.field("stop").asString())));
        assertThat(choice(got.field("several"), 1)
                        .field("message")
                        .field("content")
                        .asString())
                .isEqualTo(got.field("alone").asString());
        assertThat(choice(got.field("known"), 0)
                        .field("logprobs")
                        .field("content")
                        .items())
                .hasSize(TOKENS);
        assertThat(got.field("json").field("open").asBoolean()).isIn(true, false);
        assertThat(got.field("left").asBoolean()).isTrue();
        assertThat(got.field("aborted").asString()).isEqualTo("APIUserAbortError");
        assertFailure(got.field("missing"), 404);
        assertFailure(got.field("missingStreamed"), 404);
        assertFailure(got.field("tools"), 400);
        assertFailure(got.field("image"), 400);
        assertFailure(got.field("foreign"), 403);
        assertThat(got.field("missing").field("code").asString()).isEqualTo("model_not_found");
        assertThat(got.field("tools").field("param").asString()).isEqualTo("tools");
    }

    private static void assertStreamed(List<JsonCursor> chunks, String whole) {
        List<JsonCursor> deltas = chunks.subList(0, chunks.size() - 1);
        StringBuilder streamed = new StringBuilder();
        deltas.forEach(chunk -> choice(chunk, 0)
                .field("delta")
                .optional("content")
                .ifPresent(piece -> streamed.append(piece.asString())));
        assertThat(streamed).hasToString(whole);
        assertThat(chunks.get(chunks.size() - 1).field("choices").items()).isEmpty();
        assertThat(chunks.get(chunks.size() - 1)
                        .field("usage")
                        .field("completion_tokens")
                        .asInt())
                .isEqualTo(TOKENS);
    }

    private static void assertFailure(JsonCursor failure, int status) {
        assertThat(failure.field("isOfItsType").asBoolean()).isTrue();
        assertThat(failure.field("status").asInt()).isEqualTo(status);
    }
}
