package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.HttpCredentials;
import java.nio.file.Path;
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
