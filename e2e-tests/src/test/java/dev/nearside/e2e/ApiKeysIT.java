package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.HttpCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants API keys, and its own page in a browser whose person was asked for one. */
@ExtendWith(Suite.class)
class ApiKeysIT {
    /** Any variable that this machine has; its value is the key. */
    private static final String VARIABLE = "PATH";

    private static final String STATUS = "async path => (await fetch(path)).status";

    @TempDir
    Path models;

    @Test
    void theBrowserSendsWhatThePersonTypedAndThePageGoesOnWorking(Browser browser) {
        String key = System.getenv(VARIABLE).split(",", 2)[0].strip();
        Browser.NewContextOptions typed =
                new Browser.NewContextOptions().setHttpCredentials(new HttpCredentials("anybody", key));
        try (ServerProcess server = ServerProcess.start(models, "--api-key-env", VARIABLE);
                BrowserContext context = browser.newContext(typed)) {
            Page page = context.newPage();
            page.navigate(server.at("/"));

            assertThat(page.evaluate(STATUS, "/v1/models")).isEqualTo(200);
            assertThat(page.evaluate(STATUS, "/api/pull/nothing")).isEqualTo(404);
        }
    }

    @Test
    void whoDoesNotTellTheKeyCanGoOnWithWhatTheTabCan(Browser browser) {
        // Asked again after a wrong one, this browser's person cancels.
        Browser.NewContextOptions wrong =
                new Browser.NewContextOptions().setHttpCredentials(new HttpCredentials("anybody", "none of them"));
        try (ServerProcess server = ServerProcess.start(models, "--api-key-env", VARIABLE);
                BrowserContext context = browser.newContext(wrong)) {
            ChatPage chat = ChatPage.open(context.newPage(), server);

            PlaywrightAssertions.assertThat(chat.part("chat-key")).isVisible();
            PlaywrightAssertions.assertThat(chat.part("chat-key-ask")).isEnabled();
            chat.say("Hello");
            PlaywrightAssertions.assertThat(chat.part("chat-composer-status")).containsText("Press “Enter the key”");
            PlaywrightAssertions.assertThat(chat.part("chat-input")).hasValue("Hello");
        }
    }

    @Test
    void aPromptThatNobodyAnswersStandsInNobodysWay(Browser browser) {
        try (ServerProcess server = ServerProcess.start(models, "--api-key-env", VARIABLE);
                BrowserContext context = browser.newContext()) {
            ChatPage chat = ChatPage.open(context.newPage(), server);

            PlaywrightAssertions.assertThat(chat.part("chat-key")).isVisible();
        }
    }

    @Test
    void aKeyThatIsToldLateIsHeardOf(Browser browser, ServerProcess server) {
        try (BrowserContext context = browser.newContext()) {
            // The tab asks without a key, then the page for one, which is what the browser's prompt holds up.
            List<Route> asked = new CopyOnWriteArrayList<>();
            AtomicBoolean told = new AtomicBoolean();
            context.route("**/api/routing", route -> {
                asked.add(route);
                if (told.get()) {
                    route.fulfill(routing());
                } else if (asked.size() != 2) {
                    route.fulfill(new Route.FulfillOptions().setStatus(401));
                }
            });
            ChatPage chat = ChatPage.open(context.newPage(), server);
            PlaywrightAssertions.assertThat(chat.part("chat-key")).isVisible();
            assertThat(asked).hasSize(2);

            told.set(true);
            asked.get(1).fulfill(routing());

            PlaywrightAssertions.assertThat(chat.part("chat-key")).isHidden();
            PlaywrightAssertions.assertThat(chat.part("chat-model-select")).containsText("big-llama");
        }
    }

    private static Route.FulfillOptions routing() {
        return new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"rules\":{},\"state\":{\"offline\":false,\"targets\":[{\"backend\":\"jvm\","
                        + "\"model\":\"big-llama\",\"contextLength\":4096}]}}");
    }

    @Test
    void theChatHasTheBrowserAskForTheKey(Browser browser) {
        String key = System.getenv(VARIABLE).split(",", 2)[0].strip();
        Browser.NewContextOptions typed =
                new Browser.NewContextOptions().setHttpCredentials(new HttpCredentials("anybody", key));
        try (ServerProcess server = ServerProcess.start(models, "--api-key-env", VARIABLE);
                BrowserContext context = browser.newContext(typed)) {
            ChatPage chat = ChatPage.open(context.newPage(), server);

            PlaywrightAssertions.assertThat(chat.part("chat-key")).isHidden();
        }
    }
}
