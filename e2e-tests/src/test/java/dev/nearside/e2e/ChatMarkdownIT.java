package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody is answered in Markdown. */
@ExtendWith(Suite.class)
class ChatMarkdownIT {
    private static final String JVM = "{\"backend\":\"jvm\",\"model\":\"big-llama\",\"contextLength\":4096}";

    @Test
    void theTextsOfATableStandWhereItsColumnsSay(Page page, BrowserContext context, ServerProcess server) {
        Locator answer = answer(page, context, server, "| a | b | c |\\n|:--|:-:|--:|\\n", "| 1 | 2 | 3 |\\n");

        assertThat(answer.locator("td").nth(0)).hasCSS("text-align", "left");
        assertThat(answer.locator("td").nth(1)).hasCSS("text-align", "center");
        assertThat(answer.locator("td").nth(2)).hasCSS("text-align", "right");
        assertThat(answer.locator("th").nth(2)).hasCSS("text-align", "right");
    }

    @Test
    void codeIsNotReadOut(Page page, BrowserContext context, ServerProcess server) {
        Locator answer = answer(page, context, server, "**So:**\\n```python\\nprint(1)\\n", "print(2)\\n```\\n");

        assertThat(answer.locator("pre")).containsText("print(2)");
        assertThat(page.getByTestId("chat-announce")).containsText("So: Python code, 2 lines.");
        assertThat(page.getByTestId("chat-announce")).not().containsText("print");
    }

    private static Locator answer(Page page, BrowserContext context, ServerProcess server, String... pieces) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).says(pieces);
        ChatPage chat = ChatPage.open(page, server);
        chat.say("Hello");
        return chat.awaitAnswer(1, "done");
    }
}
