package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import org.teavm.jso.dom.html.HTMLElement;

/** Asks once before everything is wiped; the way back has the focus. */
final class WipeBox {
    private final Modal dialog =
            new Modal("wipe-dialog").closedBy("wipe-cancel").closedFromOutside();
    private final HTMLElement confirm = Dom.find("wipe-confirm");

    WipeBox(Runnable wipe) {
        Dom.on(confirm, "click", event -> {
            dialog.close();
            wipe.run();
        });
    }

    /** Asks about so many documents. */
    void ask(int documents) {
        Dom.text(confirm, "Delete " + (documents == 1 ? "1 file" : "all " + Amounts.count(documents, "file")));
        dialog.open("wipe-cancel");
    }
}
