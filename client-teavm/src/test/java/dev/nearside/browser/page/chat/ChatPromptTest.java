package dev.nearside.browser.page.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.browser.page.search.Range;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatPromptTest {

    @Test
    void theConversationIsSentInOpenAisShape() {
        Conversation conversation = Conversation.empty("c")
                .with(Message.of("hello"))
                .with(Message.answer(List.of()).saying("hi"))
                .with(Message.of("and?"));
        Settings settings = new Settings(0, 0.5, 64, 7L, "Be brief.", false);

        JsonCursor request = Json.read(ChatPrompt.of("tiny", conversation, List.of(), settings));

        assertThat(request.field("messages").items())
                .extracting(message -> message.field("role").asString() + ": "
                        + message.field("content").asString())
                .containsExactly("system: Be brief.", "user: hello", "assistant: hi", "user: and?");
        assertThat(request.field("model").asString()).isEqualTo("tiny");
        assertThat(request.field("seed").asLong()).isEqualTo(7);
        assertThat(request.field("max_tokens").asInt()).isEqualTo(64);
        assertThat(request.field("truncation").asString()).isEqualTo("disabled");
    }

    @Test
    void passagesComeBeforeTheQuestionWithTheirNumbers() {
        Source source =
                new Source("d", "Moon.md", "markdown", new Range(2, 2), "Orbit", new Range(0, 9), " 384,400 km ");

        JsonCursor request = Json.read(ChatPrompt.of(
                "tiny",
                Conversation.empty("c").with(Message.of("How far?")),
                List.of(source, source),
                Settings.DEFAULT));

        String content =
                request.field("messages").items().get(0).field("content").asString();
        assertThat(content)
                .contains("[1] Moon.md, page 2 · Orbit\n384,400 km\n", "[2] Moon.md")
                .endsWith("Question: How far?");
        assertThat(request.optional("seed")).isEmpty();
    }
}
