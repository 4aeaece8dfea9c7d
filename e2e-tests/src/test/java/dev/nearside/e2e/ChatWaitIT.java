package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody asks on {@code #/chat} before the tab has its model, whose weights do not come until they are let. */
@ExtendWith(Suite.class)
class ChatWaitIT {
    private static final Pattern WEIGHTS = Pattern.compile(".*/models/tiny-llama/(?!tokenizer)[^/]*\\.bin(\\?.*)?");
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("nearside.root", ".."), "e2e-tests", "target", "screenshots");

    private final List<Route> held = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void holdTheWeights(Browser browser) {
        // The service worker's own requests would pass by.
        context = browser.newContext(new Browser.NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        context.route(WEIGHTS, held::add);
        page = context.newPage();
    }

    @AfterEach
    void closeIt() {
        context.close();
    }

    /** Lets them come. */
    private void letThemCome() {
        context.unroute(WEIGHTS);
        held.forEach(Route::resume);
        held.clear();
    }

    @Test
    void whoDoesNotWantToWaitIsAnsweredByTheServerOnThisMachineWhileTheModelComes(ChatServer chats) {
        ChatPage chat = ChatPage.open(page, chats.server());
        chat.limit(8);
        chat.say("Hello");
        assertThat(chat.part("chat-meanwhile")).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("wait-offer.png")));

        chat.part("chat-meanwhile").click();

        Locator answer = chat.awaitAnswer(1, "done");
        assertThat(answer.getByTestId("chat-route")).containsText("This machine");
        assertThat(answer.getByTestId("chat-route")).containsText("You did not want to wait");
        assertThat(answer.getByTestId("chat-note")).containsText("waited for the tab’s model");
        assertThat(answer.getByTestId("chat-meanwhile")).isHidden();
        assertThat(chat.part("chat-model")).hasAttribute("data-state", "loading");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("wait-done.png")));
        letThemCome();
        chat.awaitReady();
        chat.say("And now?");
        Locator next = chat.awaitAnswer(2, "done");
        assertThat(next.getByTestId("chat-route")).containsText("This tab");
        assertThat(next.getByTestId("chat-note")).not().containsText("loaded in");
    }

    @Test
    void whoWaitsIsToldHowLongThatWas(ChatServer chats) {
        ChatPage chat = ChatPage.open(page, chats.server());
        chat.limit(8);
        chat.say("Hello");
        assertThat(chat.part("chat-meanwhile")).isVisible();

        letThemCome();

        Locator answer = chat.awaitAnswer(1, "done");
        assertThat(answer.getByTestId("chat-route")).containsText("This tab");
        assertThat(answer.getByTestId("chat-note"))
                .hasText(Pattern.compile("WebAssembly · model loaded in .* m?s · first word after .*"));
    }

    @Test
    void nothingIsOfferedThatTheSwitchForbidsAndStopEndsTheWait(ChatServer chats) {
        ChatPage chat = ChatPage.open(page, chats.server());
        chat.part("chat-reach").selectOption("tab");
        chat.say("Hello");
        assertThat(chat.part("chat-model")).hasAttribute("data-state", "loading");
        assertThat(chat.part("chat-note")).containsText("Loading");
        assertThat(chat.part("chat-meanwhile")).isHidden();

        chat.part("chat-stop").click();

        assertThat(chat.awaitAnswer(1, "stopped").getByTestId("chat-note")).hasText("Stopped before the first word");
    }
}
