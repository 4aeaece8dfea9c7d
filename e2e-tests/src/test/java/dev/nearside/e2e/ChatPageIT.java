package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody talks to a tiny llama in the tab. It talks nonsense. */
@ExtendWith(Suite.class)
class ChatPageIT {
    private static @TempDir Path models;
    private static @Nullable ServerProcess llama;

    @BeforeAll
    static void startAServerWithATinyLlama() throws IOException {
        JvmLlama ignored = JvmLlama.install(models);
        llama = ServerProcess.start(models);
    }

    @AfterAll
    static void stopIt() {
        server().close();
    }

    private static ServerProcess server() {
        return Objects.requireNonNull(llama);
    }

    @Test
    void aMessageIsAnsweredInTheTabAndNothingOfItLeaves(Page page, BrowserContext context) {
        List<Request> requests = new CopyOnWriteArrayList<>();
        context.onRequest(requests::add);
        PageWatch watch = PageWatch.over(page);
        ChatPage chat = loaded(page);
        chat.limit(24);

        chat.say("zirkonfarbe at the window");

        Locator answer = chat.awaitAnswer(1, "done");
        assertThat(answer.locator("[data-slot=text]")).not().isEmpty();
        assertThat(answer.getByTestId("chat-note"))
                .hasText(Pattern.compile("WebAssembly · .* tokens/s · \\d+ tokens .*"));
        assertThat(requests).allMatch(request -> request.postDataBuffer() == null, "has no body");
        assertThat(requests).noneMatch(request -> URLDecoder.decode(request.url(), StandardCharsets.UTF_8)
                .contains("zirkonfarbe"));
        assertThat(chat.part("ledger-bytes")).hasText("0 bytes");
        assertThat(watch.errors()).isEmpty();
        assertThat(watch.refused()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameAnswerAndRegenerationCanBeUndone(Page page) {
        ChatPage chat = loaded(page);
        chat.limit(16);
        chat.part("chat-seed").fill("7");
        chat.part("chat-temperature").fill("1");
        chat.say("hello");
        String first = chat.awaitAnswer(1, "done").locator("[data-slot=text]").textContent();

        chat.answers().last().locator("[data-slot=again]").click();
        String second = chat.awaitAnswer(1, "done").locator("[data-slot=text]").textContent();

        assertThat(second).isEqualTo(first);
        chat.part("chat-seed").fill("8");
        chat.answers().last().locator("[data-slot=again]").click();
        assertThat(chat.awaitAnswer(1, "done").locator("[data-slot=text]"))
                .not()
                .hasText(first);
        chat.part("search-undo").click();
        assertThat(chat.answers().last().locator("[data-slot=text]")).hasText(first);
    }

    @Test
    void escapeStopsAnAnswerAndWhatWasSaidStaysAcrossAReload(Page page) {
        ChatPage chat = loaded(page);
        chat.limit(400);
        chat.part("chat-temperature").fill("0");
        chat.say("hello");
        assertThat(chat.answers().last().locator("[data-slot=text]")).not().isEmpty();

        page.keyboard().press("Escape");

        String text = chat.awaitAnswer(1, "stopped").locator("[data-slot=text]").textContent();
        assertThat(chat.answers().last().getByTestId("chat-note"))
                .hasText(Pattern.compile("Stopped · .* · \\d+ tokens?"));
        assertThat(chat.part("chat-input")).isFocused();
        assertThat(chat.conversations()).hasCount(1);
        page.waitForTimeout(500);
        page.reload();
        assertThat(chat.answers().last().locator("[data-slot=text]")).hasText(text);
    }

    @Test
    void aMessageIsEditedAndSentAgain(Page page) {
        ChatPage chat = loaded(page);
        chat.limit(8);
        chat.say("one");
        assertThat(chat.awaitAnswer(1, "done")).isVisible();
        chat.say("two");
        assertThat(chat.awaitAnswer(2, "done")).isVisible();

        chat.part("chat-said").first().locator("[data-slot=edit]").click();
        assertThat(chat.part("chat-input")).hasValue("one");
        chat.say("three");

        assertThat(chat.awaitAnswer(1, "done")).isVisible();
        assertThat(chat.part("chat-said")).hasText(Pattern.compile("three"));
        chat.part("search-undo").click();
        assertThat(chat.part("chat-said")).hasCount(2);
    }

    @Test
    void whatAModelTakesIsToldBeforeItIsLoadedAndKept(Page page) {
        ChatPage chat = ChatPage.open(page, server());

        assertThat(chat.part("chat-model-plan")).containsText("of this tab’s memory");
        Object planned = page.evaluate("async () => { const {open} = await import('/nearside.js');"
                + " const near = await open({provider: 'wasm'});"
                + " const plan = await near.models.plan('tiny-llama');"
                + " const other = await near.models.plan('digits');"
                + " const loaded = await near.models.load('tiny-llama');"
                + " await near.close();"
                + " return [plan.fits, plan.provider, plan.contextLength === loaded.contextLength,"
                + "   plan.bytes.total > plan.bytes.download, other]; }");
        assertThat(planned).isEqualTo(Arrays.asList(true, "wasm", true, true, null));
    }

    @Test
    void aModelThatDoesNotFitIsRefusedInWords(Page page) {
        // An eighth of a gibibyte, of which a tab takes half.
        page.addInitScript("Object.defineProperty(Navigator.prototype, 'deviceMemory', {get: () => 0.125});");
        ChatPage chat = ChatPage.open(page, server());

        assertThat(chat.part("chat-model-plan")).containsText("It does not fit here");
        assertThat(chat.part("chat-model-get")).isDisabled();
    }

    @Test
    void aModelIsKeptInTheBrowserUntilItIsRemovedThere(Page page) {
        ChatPage chat = loaded(page);
        assertThat(chat.part("chat-model-remove")).containsText("Remove from this browser");

        page.reload();
        assertThat(chat.part("chat-model-status")).containsText("Kept in this browser");
        chat.part("chat-model-remove").click();

        assertThat(chat.part("chat-model-status")).containsText("Installed on this machine");
        assertThat(chat.part("chat-model-remove")).isHidden();
        assertThat(
                        page.evaluate(
                                "import('/nearside.js').then(({open}) => open())"
                                        + ".then(async near => { const kept = await near.models.stored(); await near.close(); return kept; })"))
                .isEqualTo(List.of());
    }

    private static ChatPage loaded(Page page) {
        ChatPage chat = ChatPage.open(page, server());
        chat.load();
        return chat;
    }
}
