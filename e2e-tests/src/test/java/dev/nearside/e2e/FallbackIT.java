package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.nearside.json.JsonCursor;
import dev.nearside.runtime.ExecutionProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tab that cannot answer, and the server that brought it, which can. Nothing is stood in for. */
@ExtendWith(Suite.class)
class FallbackIT {
    /** An eighth of a gibibyte, of which a tab takes half: too little for any model. */
    private static final String SMALL_DEVICE =
            "Object.defineProperty(Navigator.prototype, 'deviceMemory', {get: () => 0.125});";

    @Test
    void theServersJvmGivesTheAnswerThatTheTabWouldGive(BrowserContext context, ChatServer chats) {
        context.addInitScript(SMALL_DEVICE);
        PlainPage page = PlainPage.isolated(context, chats.server());
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  let text = '', last;
                  for await (const chunk of near.chat.completions.create({model: 'tiny-llama', stream: true, temperature: 0,
                      max_tokens: 12, messages: [{role: 'user', content: 'Hello!'}], nearside: {reach: 'device'}})) {
                    text += chunk.choices[0].delta.content || ''; last = chunk;
                  }
                  return {text, nearside: last.nearside};
                }""");

        assertThat(answer.field("text").asString())
                .isEqualTo(chats.llama()
                        .greedy(List.of("Hello!"), 12, ExecutionProvider.CPU)
                        .get(0));
        assertThat(answer.field("nearside").field("route").field("backend").asString())
                .isEqualTo("jvm");
        assertThat(answer.field("nearside").field("route").field("reason").asString())
                .isEqualTo("memory");
        assertThat(answer.field("nearside")
                        .field("timings")
                        .field("predicted_per_second")
                        .asDouble())
                .isPositive();
    }

    @Test
    void theChatPageGoesOnWhereTheTabHasTooLittleMemory(Page page, ChatServer chats) {
        page.addInitScript(SMALL_DEVICE);
        ChatPage chat = ChatPage.open(page, chats.server());
        assertThat(chat.part("chat-model-plan")).containsText("It does not fit here");
        chat.limit(12);

        chat.say("Hello");

        Locator answer = chat.awaitAnswer(1, "done");
        assertThat(answer.getByTestId("chat-route")).containsText("This machine");
        assertThat(answer.getByTestId("chat-route")).containsText("too little memory");
        assertThat(chat.part("ledger-lamp")).hasAttribute("data-state", "lit");
    }
}
