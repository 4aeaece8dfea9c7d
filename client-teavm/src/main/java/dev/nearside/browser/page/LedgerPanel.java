package dev.nearside.browser.page;

import dev.nearside.browser.api.Near;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import dev.nearside.browser.js.JsObjects;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.dom.html.HTMLElement;

/** The lamp that says how much has left this tab, and the list of every request behind it. */
final class LedgerPanel {
    private final Near near;
    private final HTMLElement lamp = Dom.find("ledger-lamp");
    private final Modal dialog =
            new Modal("ledger-dialog").closedBy("ledger-close").closedFromOutside();
    private final HTMLElement list = Dom.find("ledger-list");

    LedgerPanel(Near near) {
        this.near = near;
        Dom.on(lamp, "click", event -> show());
        Dom.on(Dom.find("search-ledger"), "click", event -> show());
        Dom.on(Dom.find("chat-ledger"), "click", event -> show());
        update();
    }

    private void show() {
        fill();
        dialog.open("ledger-close");
    }

    /** Counts again. */
    void update() {
        double bytes = near.bytesOut();
        Dom.text(Dom.find("ledger-bytes"), Amounts.bytes(bytes));
        lamp.setAttribute("data-state", bytes == 0 ? "dark" : "lit");
    }

    private void fill() {
        list.clear();
        JSArray<JSObject> entries = near.ledger();
        for (int i = 0; i < entries.getLength(); i++) {
            JSObject entry = entries.get(i);
            HTMLElement row = Dom.copyTemplate("ledger-row");
            Dom.text(Dom.slot(row, "url"), path(String.valueOf(JsObjects.text(entry, "url"))));
            Dom.text(Dom.slot(row, "why"), String.valueOf(JsObjects.text(entry, "why")));
            Dom.text(Dom.slot(row, "out"), Amounts.bytes(JsObjects.number(entry, "bytesOut", 0)));
            Dom.text(
                    Dom.slot(row, "in"),
                    JsObjects.flag(entry, "fromCache")
                            ? "cache"
                            : Amounts.bytes(JsObjects.number(entry, "bytesIn", 0)));
            list.appendChild(row);
        }
    }

    @JSBody(
            params = "address",
            script = "var url = new URL(address);"
                    + "if (/^[0-9a-f]{64}$/.test(url.searchParams.get('v') || '')) { url.searchParams.delete('v'); }"
                    + "return url.origin === location.origin ? url.pathname + url.search : url.href;")
    private static native String path(String address);
}
