package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody comes with a phone. */
@ExtendWith(Suite.class)
class PhoneIT {
    private static final int HEIGHT = 844;

    @ParameterizedTest
    @CsvSource({
        "digits, 390", "search, 390", "chat, 390", "compare, 390", "device, 390",
        "digits, 320", "search, 320", "chat, 320", "compare, 320", "device, 320",
    })
    void everyRoomIsAsWideAsTheScreen(String room, int width, Page page, ServerProcess server) {
        page.setViewportSize(width, HEIGHT);
        page.navigate(server.at("/?provider=wasm#/" + room));

        assertThat(page.getByTestId("view-" + room)).isVisible();

        assertThat((Integer) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isNotPositive();
    }

    @Test
    void theComposerIsSmallAndItsOptionsAreBehindAFold(Page page, ServerProcess server) {
        page.setViewportSize(390, HEIGHT);
        ChatPage chat = ChatPage.open(page, server);

        assertThat(chat.part("chat-options")).hasText("Answers from this device only");
        assertThat(chat.part("chat-reach")).isHidden();
        assertThat(chat.part("chat-form").boundingBox().height).isLessThan(HEIGHT / 6.0);

        chat.part("chat-options").click();
        chat.part("chat-reach").selectOption("tab");
        chat.part("chat-files").check();

        assertThat(chat.part("chat-options")).hasAttribute("aria-expanded", "true");
        assertThat(chat.part("chat-options")).hasText("Answers from this tab only, with my files");
    }
}
