package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.FilePayload;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody talks to their files on {@code #/chat}, with a language model and where none is installed. */
@ExtendWith(Suite.class)
class ChatFilesIT {
    private static final FilePayload PAINT = SearchPage.file(
            "paint.md", "# Zircon paint\n\nThe zircon paint is mixed on Mondays, before breakfast, with linseed oil.");

    @Test
    void withoutModelAndFilesThePageSaysWhatToDoAndKeepsTheText(Page page, ServerProcess server) {
        ChatPage chat = ChatPage.open(page, server);

        chat.say("Hello?");

        assertThat(chat.part("chat-composer-status")).containsText("your text stays here");
        assertThat(chat.part("chat-input")).hasValue("Hello?");
        assertThat(chat.part("chat-model-status")).not().isEmpty();
        page.reload();
        assertThat(chat.part("chat-input")).hasValue("Hello?");
    }

    @Test
    void filesAnswerWithPassagesThatOpenAtThePlace(Page page, BrowserContext context, ServerProcess server) {
        List<Request> requests = new CopyOnWriteArrayList<>();
        context.onRequest(requests::add);
        SearchPage search = withPaint(page, server);
        ChatPage chat = ChatPage.open(page, server);
        chat.part("chat-files").check();

        chat.say("When is the zircon paint mixed?");

        Locator answer = chat.awaitAnswer(1, "passages");
        assertThat(answer.getByTestId("chat-source")).hasCount(1);
        assertThat(answer).containsText("paint.md");
        answer.getByTestId("chat-source").locator("button").click();
        assertThat(search.part("reader").locator(".reader-hit")).containsText("Mondays");
        assertThat(search.part("reader-text").locator("h3")).hasText("Zircon paint");
        assertThat(search.part("reader-text")).not().containsText("#");
        page.keyboard().press("Escape");
        assertThat(requests).allMatch(request -> request.postDataBuffer() == null, "has no body");
        assertThat(requests).noneMatch(request -> URLDecoder.decode(request.url(), StandardCharsets.UTF_8)
                .contains("zircon"));
        assertThat(chat.part("ledger-bytes")).hasText("0 bytes");
        chat.part("ledger-lamp").click();
        assertThat(chat.part("ledger-check")).hasAttribute("data-state", "agrees");
    }

    @Test
    void aModelReadsThePassagesBeforeItAnswersAndNumbersItsSources(Page page, ChatServer chats) {
        SearchPage search = withPaint(page, chats.server());
        search.add(SearchPage.file("lease.txt", "Pets are allowed in the flat. The rent is due on the third."));
        ChatPage chat = ChatPage.open(page, chats.server());
        chat.load();
        chat.limit(8);
        chat.say("When is the zircon paint mixed?");
        assertThat(chat.awaitAnswer(1, "done").getByTestId("chat-source")).hasCount(0);
        int without = tokensRead(chat);

        chat.part("chat-files").check();
        chat.part("chat-new").click();
        chat.say("When is the zircon paint mixed?");

        Locator answer = chat.awaitAnswer(1, "done");
        assertThat(answer.getByTestId("chat-source")).hasCount(1);
        assertThat(answer.getByTestId("chat-source")).containsText("paint.md");
        assertThat(answer.getByTestId("chat-route")).containsText("Private (it quotes your files)");
        assertThat(chat.part("chat-private")).containsText("Private: it quotes your files.");
        assertThat(tokensRead(chat)).isGreaterThan(without + 40);
        answer.getByTestId("chat-source").locator("button").click();
        assertThat(search.part("reader").locator(".reader-hit")).containsText("Mondays");
    }

    /** Of the last answer's prompt. */
    private static int tokensRead(ChatPage chat) {
        String note = chat.answers().last().getByTestId("chat-note").textContent();
        Matcher found = Pattern.compile("\\((\\d+) read").matcher(note);
        assertThat(found.find()).as(note).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void whereNothingFitsOnlyTheFilesSaySo(Page page, ServerProcess server) {
        SearchPage search = withPaint(page, server);
        assertThat(search.part("search-file")).hasCount(1);
        ChatPage chat = ChatPage.open(page, server);
        chat.part("chat-files").check();
        chat.part("chat-only").check();

        chat.say("Who won the football world cup in 1954?");

        assertThat(chat.awaitAnswer(1, "passages")).containsText("Nothing in your files answers that.");
        assertThat(chat.part("chat-source")).hasCount(0);
    }

    @Test
    void conversationsAreKeptRenamedSearchedDeletedAndBroughtBack(Page page, ServerProcess server) {
        SearchPage search = withPaint(page, server);
        assertThat(search.part("search-file")).hasCount(1);
        ChatPage chat = ChatPage.open(page, server);
        chat.part("chat-files").check();
        chat.say("When is the zircon paint mixed?");
        Locator answer = chat.awaitAnswer(1, "passages");
        assertThat(answer).containsText("paint.md");
        assertThat(chat.conversations()).hasCount(1);

        page.reload();
        assertThat(chat.answers()).containsText("paint.md");
        chat.conversations().locator("[data-slot=rename]").click();
        page.keyboard().type("About paint");
        page.keyboard().press("Enter");
        assertThat(chat.conversations()).containsText("About paint");
        chat.part("chat-search").fill("nowhere");
        assertThat(chat.conversations()).hasCount(0);
        chat.part("chat-search").fill("ZIRCON paint");
        assertThat(chat.conversations()).hasCount(1);
        chat.conversations().locator("[data-slot=delete]").click();
        assertThat(chat.answers()).hasCount(0);
        chat.part("search-undo").click();
        assertThat(chat.answers()).containsText("paint.md");

        chat.part("chat-search").fill("");
        chat.part("chat-wipe").click();
        chat.part("chat-wipe-confirm").click();
        assertThat(chat.answers()).hasCount(0);
        page.reload();
        assertThat(chat.part("chat-none")).isVisible();
        assertThat(chat.conversations()).hasCount(0);
    }

    @Test
    void twoTabsKeepBothOfTheirConversations(Page page, BrowserContext context, ServerProcess server) {
        SearchPage search = withPaint(page, server);
        assertThat(search.part("search-file")).hasCount(1);
        ChatPage here = ChatPage.open(page, server);
        here.part("chat-files").check();
        ChatPage there = ChatPage.open(context.newPage(), server);

        here.say("When is the zircon paint mixed?");
        assertThat(here.awaitAnswer(1, "passages")).containsText("paint.md");
        there.say("What is the zircon paint mixed with?");
        assertThat(there.awaitAnswer(1, "passages")).containsText("paint.md");

        assertThat(here.conversations()).hasCount(2);
        assertThat(there.conversations()).hasCount(2);
        assertThat(here.answers()).hasCount(1);
    }

    /** A library with one file, on WebAssembly as the chat page is opened. */
    private static SearchPage withPaint(Page page, ServerProcess server) {
        SearchPage search = SearchPage.open(page, server, "wasm");
        search.add(PAINT);
        return search;
    }
}
