package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody talks on {@code #/chat} and sees where each answer is made. The server's back ends are stood in for. */
@ExtendWith(Suite.class)
class ChatRouteIT {
    private static final String JVM = "{\"backend\":\"jvm\",\"model\":\"big-llama\",\"contextLength\":4096}";
    private static final String CLOUD = "{\"backend\":\"openai\",\"model\":\"gpt\",\"contextLength\":128000}";
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("nearside.root", ".."), "e2e-tests", "target", "screenshots");

    private static Locator route(Locator answer) {
        return answer.getByTestId("chat-route");
    }

    @Test
    void anAnswerOfTheTabSaysSo(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer server = new RoutedServer(context, "{}", JVM, CLOUD).says("no");
        ChatPage chat = ChatPage.open(page, chats.server());
        chat.load();
        chat.limit(8);

        chat.say("Hello");

        assertThat(route(chat.awaitAnswer(1, "done"))).containsText("This tab");
        assertThat(route(chat.answers().last())).containsText("Nothing left the tab.");
        assertThat(chat.part("ledger-bytes")).hasText("0 bytes");
        assertThat(server.sent()).isEmpty();
    }

    @Test
    void whereTheTabHasNoModelTheServerOnThisMachineAnswersAndItIsSeen(
            Page page, BrowserContext context, ServerProcess server) {
        RoutedServer jvm = new RoutedServer(context, "{}", CLOUD, JVM).says("Hello ", "there");
        ChatPage chat = ChatPage.open(page, server);
        assertThat(chat.part("chat-promise")).containsText("stays on this machine");

        chat.say("Hello");

        Locator answer = chat.awaitAnswer(1, "done");
        assertThat(answer.locator("[data-slot=text]")).hasText("Hello there");
        assertThat(route(answer)).hasAttribute("data-place", "jvm");
        assertThat(route(answer)).containsText("This machine");
        assertThat(route(answer)).containsText("left the tab.");
        assertThat(chat.part("chat-composer-status")).containsText("The server on this machine answers");
        assertThat(chat.part("ledger-lamp")).hasAttribute("data-state", "lit");
        assertThat(jvm.sent()).hasSize(1);
        assertThat(jvm.sent().get(0).headers()).containsEntry("x-nearside-reach", "device");
        chat.part("ledger-lamp").click();
        assertThat(chat.part("ledger-list")).containsText("chat answered by jvm");
    }

    @Test
    void theSwitchKeepsTheConversationInTheTab(Page page, BrowserContext context, ServerProcess server) {
        RoutedServer both = new RoutedServer(context, "{}", JVM, CLOUD).says("no");
        ChatPage chat = ChatPage.open(page, server);
        chat.part("chat-files").check();

        chat.part("chat-reach").selectOption("tab");
        chat.part("chat-files").uncheck();
        chat.say("Hello");

        assertThat(chat.part("chat-composer-status")).containsText("your text stays here");
        assertThat(chat.part("chat-promise")).hasText("What you write stays in this browser.");
        assertThat(chat.part("ledger-bytes")).hasText("0 bytes");
        assertThat(both.sent()).isEmpty();
        page.reload();
        assertThat(chat.part("chat-reach")).hasValue("tab");
    }

    @Test
    void theDeviceIsNotLeftUnlessThePersonLetsIt(Page page, BrowserContext context, ServerProcess server) {
        RoutedServer cloud = new RoutedServer(context, "{}", CLOUD).says("From afar");
        ChatPage chat = ChatPage.open(page, server);

        chat.say("Hello");

        assertThat(chat.awaitAnswer(1, "failed").getByTestId("chat-note"))
                .containsText("let answers come from further away");
        assertThat(cloud.sent()).isEmpty();
        chat.part("chat-reach").selectOption("anywhere");
        chat.answers().last().locator("[data-slot=again]").click();
        assertThat(route(chat.awaitAnswer(1, "done"))).containsText("openai");
        assertThat(route(chat.answers().last())).containsText("left this machine");
        assertThat(chat.answers().last().locator("[data-slot=text]")).hasText("From afar");
        assertThat(cloud.sent()).hasSize(1);
        assertThat(chat.part("chat-composer-status")).containsText("this conversation left this machine");
        chat.part("chat-new").click();
        assertThat(chat.part("chat-composer-status")).hasText("");
    }

    @Test
    void aPrivateConversationStaysSoAcrossAReload(Page page, BrowserContext context, ServerProcess server) {
        RoutedServer cloud = new RoutedServer(context, "{}", CLOUD).says("no");
        ChatPage chat = ChatPage.open(page, server);
        chat.part("chat-reach").selectOption("anywhere");

        chat.say("Write to ada@example.org");

        assertThat(chat.awaitAnswer(1, "failed").getByTestId("chat-note"))
                .containsText("This conversation is private (an e-mail address in message 1)");
        assertThat(chat.part("chat-private")).containsText("This conversation stays on this device");
        assertThat(chat.conversations()).containsText(new String[] {"private"});
        page.reload();
        assertThat(chat.part("chat-private")).containsText("an e-mail address in message 1");
        chat.part("chat-said").first().locator("[data-slot=edit]").click();
        chat.say("Hello");
        assertThat(chat.awaitAnswer(1, "failed").getByTestId("chat-note")).containsText("is private");
        assertThat(cloud.sent()).isEmpty();
        chat.part("chat-new").click();
        assertThat(chat.part("chat-private")).isHidden();
        chat.say("Hello");
        assertThat(route(chat.awaitAnswer(1, "done"))).containsText("openai");
    }

    @ParameterizedTest
    @CsvSource({"403, private_request", "404, model_not_found", "503, no_backend"})
    void whatTheServerRefusesIsSaid(int status, String code, Page page, BrowserContext context, ServerProcess server) {
        RoutedServer ignored = new RoutedServer(context, "{}", JVM).refuses(status, code, "because it is so");
        ChatPage chat = ChatPage.open(page, server);

        chat.say("Hello");

        assertThat(chat.awaitAnswer(1, "failed").getByTestId("chat-note")).containsText("because it is so");
        assertThat(route(chat.answers().last())).containsText("left the tab");
    }

    @Test
    void whoChoosesAModelElsewhereGetsThatOne(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer both = new RoutedServer(context, "{}", JVM, CLOUD).says("Hello");
        ChatPage chat = ChatPage.open(page, chats.server());

        chat.part("chat-model-select").selectOption("jvm/big-llama");
        assertThat(chat.part("chat-model-status")).containsText("goes to the server on this machine");
        chat.say("Hello");

        assertThat(route(chat.awaitAnswer(1, "done"))).containsText("This model was asked for.");
        assertThat(both.sent()).hasSize(1);
        chat.part("chat-model-select").selectOption("auto");
        assertThat(chat.part("chat-model-get")).isVisible();
    }

    @Test
    void whoChoosesAModelThatMayNotAnswerIsToldTheWayOut(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer both = new RoutedServer(context, "{}", JVM, CLOUD).says("no");
        ChatPage chat = ChatPage.open(page, chats.server());
        chat.part("chat-model-select").selectOption("jvm/big-llama");
        chat.part("chat-reach").selectOption("tab");

        chat.say("Hello");

        assertThat(chat.awaitAnswer(1, "failed").getByTestId("chat-note")).containsText("Choose “Automatic”");
        assertThat(both.sent()).isEmpty();
    }

    @Test
    void aRuleOfOnesOwnTakesNothingPrivateOutOfTheTab(Page page, BrowserContext context, ChatServer chats) {
        RoutedServer server = new RoutedServer(context, "{}", JVM).says("Hello");
        ChatPage chat = ChatPage.open(page, chats.server());
        page.evaluate(
                "() => localStorage.setItem('nearside.rules', JSON.stringify([{name: 'mine', when: {minTokens: 1},"
                        + " then: {use: ['jvm/big-llama']}}]))");
        chat.load();
        chat.limit(8);

        chat.say("Hello");
        assertThat(route(chat.awaitAnswer(1, "done"))).containsText("The rule “mine” says so.");
        chat.say("Write to ada@example.org");

        assertThat(route(chat.awaitAnswer(2, "done"))).containsText("This tab");
        assertThat(server.sent()).hasSize(1);
    }

    @Test
    void aParameterOutOfRangeIsSaidAtItsFieldAndNothingIsSentWithAnother(
            Page page, BrowserContext context, ServerProcess server) {
        RoutedServer jvm = new RoutedServer(context, "{}", JVM).says("Hello");
        ChatPage chat = ChatPage.open(page, server);
        chat.limit(-3);
        assertThat(chat.part("chat-max-tokens-problem")).hasText("a whole number from 1 to 32768.");
        chat.part("chat-settings").locator("summary").click();

        chat.say("Hello");

        assertThat(chat.part("chat-composer-status")).containsText("Longest answer, tokens: a whole number from 1");
        assertThat(chat.part("chat-input")).hasValue("Hello");
        assertThat(chat.part("chat-max-tokens")).hasValue("-3");
        assertThat(chat.part("chat-max-tokens")).hasAttribute("aria-invalid", "true");
        assertThat(chat.part("chat-max-tokens")).isFocused();
        assertThat(chat.answers()).hasCount(0);
        assertThat(jvm.sent()).isEmpty();
        shoot(page, "parameter-out-of-range");
        chat.part("chat-max-tokens").fill("8");
        assertThat(chat.part("chat-max-tokens-problem")).isEmpty();
        chat.part("chat-temperature").fill("3");
        chat.part("chat-temperature").blur();
        assertThat(chat.part("chat-temperature-problem")).hasText("from 0 to 2.");
        chat.part("chat-temperature").fill("0.45");
        chat.part("chat-input").press("Enter");
        assertThat(chat.awaitAnswer(1, "done")).isVisible();
        assertThat(chat.part("chat-composer-status")).not().containsText("Not sent");
        assertThat(jvm.sent().get(0).body().field("max_tokens").asInt()).isEqualTo(8);
        assertThat(jvm.sent().get(0).body().field("temperature").asDouble()).isEqualTo(0.45);
    }

    @Test
    void whatIsPrivateAndCannotBeAnsweredHereIsToldTheOneThingToDo(
            Page page, BrowserContext context, ServerProcess server) {
        RoutedServer cloud = new RoutedServer(context, "{}", CLOUD).says("no");
        ChatPage chat = ChatPage.open(page, server);
        assertThat(chat.part("chat-reach")).hasValue("device");

        chat.say("Write to ada@example.org");

        Locator note = chat.awaitAnswer(1, "failed").getByTestId("chat-note");
        assertThat(note).containsText("private (an e-mail address in message 1), so it does not leave this device");
        assertThat(note).containsText("Press “" + chat.part("chat-model-get").textContent() + "” above");
        assertThat(note).not().containsText("further away");
        shoot(page, "private-refused");
        assertThat(cloud.sent()).isEmpty();
    }

    @Test
    void nobodyFurtherAwayIsOfferedWhereThereIsNobody(Page page, BrowserContext context, ServerProcess server) {
        RoutedServer ignored = new RoutedServer(context, "{\"policy\":\"only-device\"}", JVM, CLOUD).says("no");
        ChatPage chat = ChatPage.open(page, server);

        assertThat(chat.part("chat-reach-anywhere")).hasAttribute("disabled", "");
        assertThat(chat.part("chat-reach-anywhere")).hasAttribute("hidden", "");
        page.evaluate("() => localStorage.setItem('nearside.chat.reach', 'anywhere')");
        page.reload();

        assertThat(chat.part("chat-reach-about")).containsText("the same as “this device only”");
        assertThat(chat.part("chat-reach")).hasValue("anywhere");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 900", "DARK, 1280, 900", "LIGHT, 390, 844", "DARK, 390, 844"})
    void thePageFitsTheScreen(
            ColorScheme scheme, int width, int height, Page page, BrowserContext context, ServerProcess server) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        RoutedServer ignored = new RoutedServer(context, "{}", JVM, CLOUD)
                .says("Here is ", "an answer that is a little longer than a word or two.");
        ChatPage chat = ChatPage.open(page, server);
        String name = "route-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        shoot(page, name + "-empty");
        chat.say("Write to ada@example.org");

        assertThat(chat.awaitAnswer(1, "done")).isVisible();
        shoot(page, name);

        assertThat((Integer) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isNotPositive();
    }

    private static void shoot(Page page, String name) {
        byte[] png = page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        assertThat(png).isNotEmpty();
    }
}
