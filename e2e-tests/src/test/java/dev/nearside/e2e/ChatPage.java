package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;

/** {@code #/chat} as a person uses it. */
final class ChatPage {
    /** A model is fetched and started, and two cores are shared by many. */
    private static final int PATIENCE = 120_000;

    private final Page page;

    private ChatPage(Page page) {
        this.page = page;
    }

    /** Opens it on WebAssembly and waits until it has looked for models. */
    static ChatPage open(Page page, ServerProcess server) {
        page.navigate(server.at("/?provider=wasm#/chat"));
        ChatPage chat = new ChatPage(page);
        assertThat(chat.part("chat-model"))
                .not()
                .hasAttribute("data-state", "asking", new HasAttributeOptions().setTimeout(PATIENCE));
        return chat;
    }

    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** Loads the model that is installed. */
    void load() {
        part("chat-model-get").click();
        awaitReady();
    }

    /** Waits until the model is loaded. */
    void awaitReady() {
        assertThat(part("chat-model"))
                .hasAttribute("data-state", "ready", new HasAttributeOptions().setTimeout(PATIENCE));
    }

    /** Sets how long answers may be: the tiny llama ends when it likes; usually it does not. */
    void limit(int tokens) {
        part("chat-settings").locator("summary").click();
        part("chat-max-tokens").fill(String.valueOf(tokens));
        part("chat-max-tokens").blur();
    }

    /** Waits until the service worker has kept what a page without the server asks for. */
    void awaitServiceWorker() {
        PageCondition.await(page, "await navigator.serviceWorker.ready && await caches.match('/models/index.json')");
    }

    /** Types a message and presses Enter. */
    void say(String text) {
        part("chat-input").fill(text);
        part("chat-input").press("Enter");
    }

    Locator answers() {
        return part("chat-answer");
    }

    /** Waits until so many answers are there and the last one stands so. */
    Locator awaitAnswer(int count, String state) {
        assertThat(answers()).hasCount(count, new HasCountOptions().setTimeout(PATIENCE));
        assertThat(answers().last()).hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENCE));
        return answers().last();
    }

    Locator conversations() {
        return part("chat-list").getByRole(AriaRole.LISTITEM);
    }
}
