package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import java.util.function.IntSupplier;

/** Asks before all conversations are wiped; the way back has the focus. */
final class WipeBox {
    private WipeBox() {}

    /** Begins to hear; {@code count} tells how many there are. */
    static void listen(Runnable wipe, IntSupplier count) {
        Modal dialog =
                new Modal("chat-wipe-dialog").closedBy("chat-wipe-cancel").closedFromOutside();
        Dom.on(Dom.find("chat-wipe"), "click", event -> {
            Dom.text(
                    Dom.find("chat-wipe-about"),
                    Amounts.count(count.getAsInt(), "conversation")
                            + " will be deleted from this browser. That cannot be undone; your files are not touched.");
            dialog.open("chat-wipe-cancel");
        });
        Dom.on(Dom.find("chat-wipe-confirm"), "click", event -> {
            dialog.close();
            wipe.run();
        });
    }
}
