package dev.nearside.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {
    private static final Map<Role, Turn> CHATML = Map.of(
            Role.SYSTEM, new Turn("<|im_start|>system\n", "<|im_end|>\n"),
            Role.USER, new Turn("<|im_start|>user\n", "<|im_end|>\n"),
            Role.ASSISTANT, new Turn("<|im_start|>assistant\n", "<|im_end|>\n"));

    private static final ChatTemplate SMOLLM = new ChatTemplate(
            "", "Be brief.", CHATML, null, false, false, "<|im_start|>assistant\n", List.of("<|im_end|>"));

    private static final ChatTemplate GEMMA = new ChatTemplate(
            "<bos>",
            null,
            Map.of(
                    Role.USER, new Turn("<start_of_turn>user\n", "<end_of_turn>\n"),
                    Role.ASSISTANT, new Turn("<start_of_turn>model\n", "<end_of_turn>\n")),
            new MergedSystem(new Turn("", "\n\n"), false),
            true,
            true,
            "<start_of_turn>model\n",
            List.of("<end_of_turn>"));

    @Test
    void turnsStandBetweenTheSegmentsOfTheirRoles() {
        String text = SMOLLM.render(List.of(
                ChatMessage.system("Be kind."),
                ChatMessage.user("Hi"),
                ChatMessage.assistant("Hello!"),
                ChatMessage.user(" Bye ")));

        assertThat(text).isEqualTo("""
                <|im_start|>system
                Be kind.<|im_end|>
                <|im_start|>user
                Hi<|im_end|>
                <|im_start|>assistant
                Hello!<|im_end|>
                <|im_start|>user
                 Bye <|im_end|>
                <|im_start|>assistant
                """);
    }

    @Test
    void aConversationWithoutASystemMessageGetsTheDefaultOne() {
        assertThat(SMOLLM.render(List.of(ChatMessage.user("Hi"))))
                .startsWith("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi");
    }

    @Test
    void aSystemMessageGoesIntoTheUsersTurnWhereThereIsNoTurnForIt() {
        List<ChatMessage> conversation = List.of(
                ChatMessage.system("Be kind. "),
                ChatMessage.user(" Hi "),
                ChatMessage.assistant("Hello!"),
                ChatMessage.user("Bye"));

        assertThat(GEMMA.render(conversation)).isEqualTo("""
                <bos><start_of_turn>user
                Be kind.

                Hi<end_of_turn>
                <start_of_turn>model
                Hello!<end_of_turn>
                <start_of_turn>user
                Bye<end_of_turn>
                <start_of_turn>model
                """);
    }

    @Test
    void whatWasSaidIsToldFromTheTemplatesOwnText() {
        List<ChatMessage> conversation = List.of(ChatMessage.system("Be kind. "), ChatMessage.user(" Hi "));

        RenderedChat chat = GEMMA.renderMarked(conversation);

        assertThat(chat.text()).isEqualTo(GEMMA.render(conversation));
        assertThat(chat.said())
                .extracting(span -> chat.text().substring(span.start(), span.end()))
                .containsExactly("Be kind.", "Hi");
    }

    @Test
    void turnsOutOfOrderAreRefusedWhereTheTemplateWantsThemToAlternate() {
        List<ChatMessage> conversation = List.of(ChatMessage.user("Hi"), ChatMessage.user("there"));

        assertThatThrownBy(() -> GEMMA.render(conversation))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("take turns");
        assertThat(SMOLLM.render(conversation)).contains("Hi", "there");
    }

    @Test
    void aSystemMessageInTheMiddleIsRefusedWhereThereIsNoTurnForIt() {
        List<ChatMessage> conversation = List.of(ChatMessage.user("Hi"), ChatMessage.system("Be kind."));

        assertThatThrownBy(() -> GEMMA.render(conversation)).hasMessageContaining("takes no system messages");
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        for (ChatTemplate template : List.of(SMOLLM, GEMMA)) {
            assertThat(ChatTemplate.read(Json.read(template.toJson().toString())))
                    .isEqualTo(template);
        }
    }
}
