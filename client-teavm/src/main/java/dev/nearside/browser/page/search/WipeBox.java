package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import org.teavm.jso.dom.html.HTMLElement;

/** Asks before everything is wiped: the way back has the focus, and the way on is shut until a box is ticked. */
final class WipeBox {
    private final Modal dialog =
            new Modal("wipe-dialog").closedBy("wipe-cancel").closedFromOutside();
    private final HTMLElement sure = Dom.find("wipe-sure");
    private final HTMLElement confirm = Dom.find("wipe-confirm");

    WipeBox(Runnable wipe) {
        Dom.on(sure, "change", event -> Dom.enable(confirm, Dom.isChecked(sure)));
        Dom.on(confirm, "click", event -> {
            dialog.close();
            wipe.run();
        });
    }

    /** Asks about so many documents. */
    void ask(int documents) {
        Dom.check(sure, false);
        Dom.enable(confirm, false);
        Dom.text(Dom.find("wipe-count"), "Yes, delete " + Amounts.count(documents, "file"));
        dialog.open("wipe-cancel");
    }
}
