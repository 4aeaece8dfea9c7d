package dev.nearside.browser.page.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    @Test
    void aConversationIsReadAsItWasWritten() {
        Conversation conversation = Conversation.empty("c")
                .with(Message.of("hello"))
                .with(Message.answer(List.of(PromptBudgetTest.passage("Moon.md", 5)))
                        .saying("hi [1]")
                        .ended(Message.State.STOPPED, "Stopped"));

        Conversation read = Conversation.read("c", 0, Json.write(conversation.toJson()));

        assertThat(read).isEqualTo(conversation);
    }

    @Test
    void theFirstMessageGivesTheTitleAndNoOtherOne() {
        Conversation conversation =
                Conversation.empty("c").with(Message.of("word ".repeat(30))).with(Message.of("other"));

        assertThat(conversation.title()).isEqualTo("word ".repeat(11) + "word…");
    }

    @Test
    void searchTakesAllWordsInAnyOrder() {
        Conversation conversation =
                Conversation.empty("c").with(Message.of("The Moon is far")).titled("Space");

        assertThat(conversation.matches("far MOON space")).isTrue();
        assertThat(conversation.matches("far mars")).isFalse();
        assertThat(conversation.matches(" ")).isTrue();
    }

    @Test
    void exportsHoldWhatWasSaidAndFromWhere() {
        Conversation conversation = Conversation.empty("c")
                .with(Message.of("How far is it?"))
                .with(Message.answer(List.of(PromptBudgetTest.passage("Moon.md", 5)))
                        .saying("Far [1].")
                        .ended(Message.State.DONE, ""));

        assertThat(Exports.markdown(conversation))
                .isEqualTo(
                        "# How far is it?\n\n## You\n\nHow far is it?\n\n## Answer\n\nFar [1].\n\nSources:\n\n1. Moon.md\n");
        assertThat(Json.read(Exports.json(List.of(conversation)))
                        .field("conversations")
                        .items())
                .hasSize(1);
        assertThat(Exports.fileName("How far, é is it?")).isEqualTo("How-far-é-is-it");
    }
}
