package dev.nearside.server.hub.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.MergedSystem;
import dev.nearside.chat.Role;
import dev.nearside.chat.Turn;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCompilerTest {
    private static final Map<String, ChatTemplate> COMPILED = new ConcurrentHashMap<>();

    @ParameterizedTest
    @MethodSource("templatesAndConversations")
    void theCompiledTemplateWritesWhatJinjaWrites(String name, String conversation) {
        Optional<String> expected = RealTemplates.rendered(name, conversation);
        ChatTemplate template = compiled(name);

        String text = template.render(RealTemplates.conversation(conversation));

        if (conversation.equals("spaces")) {
            // Outer white space is kept or removed for all roles alike, which templates do by role.
            assertThat(collapsed(text)).isEqualTo(collapsed(expected.orElse(text)));
        } else {
            assertThat(text).isEqualTo(expected.orElse(text));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCompiledTemplateSurvivesTheManifest(String name) {
        ChatTemplate template = compiled(name);

        assertThat(ChatTemplate.read(JsonCursor.of(template.toJson()))).isEqualTo(template);
    }

    @Test
    void segmentsAreCutWherePeopleWouldCutThem() {
        ChatTemplate smol = compiled("smollm2");
        ChatTemplate llama = compiled("llama3");

        assertThat(smol.prefix()).isEmpty();
        assertThat(smol.defaultSystem())
                .isEqualTo("You are a helpful AI assistant named SmolLM, trained by Hugging Face");
        assertThat(smol.roles())
                .containsEntry(Role.SYSTEM, new Turn("<|im_start|>system\n", "<|im_end|>\n"))
                .containsEntry(Role.USER, new Turn("<|im_start|>user\n", "<|im_end|>\n"))
                .containsEntry(Role.ASSISTANT, new Turn("<|im_start|>assistant\n", "<|im_end|>\n"));
        assertThat(smol.generationPrompt()).isEqualTo("<|im_start|>assistant\n");
        assertThat(smol.trims()).isFalse();
        assertThat(smol.alternates()).isFalse();
        assertThat(smol.stop()).containsExactly("<|im_end|>");
        assertThat(llama.prefix()).isEqualTo("<|begin_of_text|>");
        assertThat(llama.roles())
                .containsEntry(Role.USER, new Turn("<|start_header_id|>user<|end_header_id|>\n\n", "<|eot_id|>"));
        assertThat(llama.generationPrompt()).isEqualTo("<|start_header_id|>assistant<|end_header_id|>\n\n");
        assertThat(llama.trims()).isTrue();
        assertThat(llama.stop()).containsExactly("<|eot_id|>", "<|end_of_text|>");
    }

    @Test
    void systemMessagesGoWhereTheTemplatePutsThem() {
        ChatTemplate gemma3 = compiled("gemma3");
        ChatTemplate mistral = compiled("mistral-v0.3");
        ChatTemplate gemma2 = compiled("gemma2");

        assertThat(gemma3.mergedSystem())
                .isNotNull()
                .extracting(MergedSystem::intoLast)
                .isEqualTo(false);
        assertThat(mistral.mergedSystem())
                .isNotNull()
                .extracting(MergedSystem::intoLast)
                .isEqualTo(true);
        assertThat(gemma2.render(List.of(ChatMessage.system("Be brief."), ChatMessage.user("Hi"))))
                .contains("<start_of_turn>user\nBe brief.\n\nHi<end_of_turn>");
    }

    @Test
    void aTemplateThatCountsTurnsIsRefusedWithTheNamesOfKnownOnes() {
        String counting = "{% for m in messages %}{{ loop.index }}: {{ m.role }} {{ m.content }}\n{% endfor %}";

        assertThatThrownBy(() -> refused(counting))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cannot be compiled")
                .hasMessageContaining("--template chatml|gemma|llama2|llama3|mistral|phi3|zephyr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for m in messages %}{{ m.content | upper }}{% endfor %}",
                "{% for m in messages %}{{ m.content }}{{ m.content }}{% endfor %}",
                "{{ strftime_now('%Y') }}{% for m in messages %}{{ m.role }}{{ m.content }}{% endfor %}",
                "{% for m in messages %}{{ m.role }}{{ m.content",
                "{{ raise_exception('never') }}",
                "{% for m in messages %}{{ m.role }}{{ m.content | length }}{{ m.content }}{% endfor %}",
                "",
            })
    void whatIsNotMadeOfLiteralsIsRefused(String jinja) {
        assertThatThrownBy(() -> refused(jinja)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatml", "gemma", "llama2", "llama3", "mistral", "phi3", "zephyr"})
    void knownTemplatesCanBeNamed(String name) {
        ChatTemplate template = KnownTemplates.named(name, "<s>", "</s>");

        assertThat(template.render(List.of(ChatMessage.system("S"), ChatMessage.user("U"))))
                .containsSubsequence("S", "U");
    }

    @Test
    void knownTemplatesAreThoseOfTheModelsThatTheyAreNamedAfter() {
        List<ChatMessage> messages = RealTemplates.conversation("everything");

        assertThat(KnownTemplates.named("gemma", "<bos>", "<eos>").render(messages))
                .isEqualTo(RealTemplates.rendered("gemma3", "everything").orElseThrow());
        assertThat(KnownTemplates.named("llama2", "<s>", "</s>").render(messages))
                .isEqualTo(RealTemplates.rendered("llama2", "everything").orElseThrow());
        assertThat(KnownTemplates.named("phi3", "", "<|endoftext|>").render(messages))
                .isEqualTo(RealTemplates.rendered("phi-3", "everything").orElseThrow());
        assertThat(KnownTemplates.named("zephyr", "<s>", "</s>").render(messages))
                .isEqualTo(RealTemplates.rendered("zephyr", "everything").orElseThrow());
        assertThat(KnownTemplates.named("chatml", "", "<|im_end|>").render(messages))
                .isEqualTo(RealTemplates.rendered("qwen3", "everything").orElseThrow());
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(
                        () -> assertThat(KnownTemplates.named("alpaca", "", "")).isNull())
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "there is no template 'alpaca'; there are chatml, gemma, llama2, llama3, mistral, phi3, zephyr");
    }

    static Stream<String> names() {
        return RealTemplates.names().stream();
    }

    static Stream<Arguments> templatesAndConversations() {
        return names().flatMap(name -> RealTemplates.conversations().stream().map(each -> Arguments.of(name, each)));
    }

    private static ChatTemplate compiled(String name) {
        return COMPILED.computeIfAbsent(
                name,
                each -> TemplateCompiler.compile(
                        RealTemplates.jinja(each), RealTemplates.bos(each), RealTemplates.eos(each)));
    }

    private static void refused(String jinja) {
        assertThat(TemplateCompiler.compile(jinja, "<s>", "</s>")).isNull();
    }

    private static String collapsed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
