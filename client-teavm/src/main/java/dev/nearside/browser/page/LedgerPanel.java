package dev.nearside.browser.page;

import dev.nearside.browser.api.Near;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import dev.nearside.browser.js.JsObjects;
import java.util.ArrayList;
import java.util.List;
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
        Dom.on(Dom.find("ledger-export"), "click", event -> save(near.ledger()));
        update();
    }

    private void show() {
        fill();
        LedgerCheck check = check();
        HTMLElement line = Dom.find("ledger-check");
        Dom.text(line, check.summary());
        line.setAttribute("data-state", check.agrees() ? "agrees" : "differs");
        dialog.open("ledger-close");
    }

    /** The requests of the page itself; workers have a list of their own, which their entries come from. */
    private LedgerCheck check() {
        List<String> listed = new ArrayList<>();
        JSArray<JSObject> entries = near.ledger();
        for (int i = 0; i < entries.getLength(); i++) {
            if (String.valueOf(JsObjects.text(entries.get(i), "id")).startsWith("page ")) {
                listed.add(String.valueOf(JsObjects.text(entries.get(i), "url")));
            }
        }
        return LedgerCheck.of(listed, List.of(counted()));
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
        List<LedgerRow> requests = new ArrayList<>();
        for (int i = 0; i < entries.getLength(); i++) {
            requests.add(request(entries.get(i)));
        }
        for (LedgerRow each : LedgerRow.of(requests)) {
            HTMLElement row = Dom.copyTemplate("ledger-row");
            Dom.text(Dom.slot(row, "url"), each.shown());
            Dom.text(Dom.slot(row, "why"), each.why());
            Dom.text(Dom.slot(row, "out"), Amounts.bytes(each.out()));
            Dom.text(Dom.slot(row, "in"), each.cached() ? "cache" : Amounts.bytes(each.in()));
            list.appendChild(row);
        }
    }

    private static LedgerRow request(JSObject entry) {
        return new LedgerRow(
                path(String.valueOf(JsObjects.text(entry, "url"))),
                String.valueOf(JsObjects.text(entry, "why")),
                JsObjects.number(entry, "bytesOut", 0),
                JsObjects.number(entry, "bytesIn", 0),
                JsObjects.flag(entry, "fromCache"),
                1);
    }

    /** The addresses that the browser has counted for the page, from its own record. */
    @JSBody(
            script =
                    "return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                            + "  .map(function(entry) { return new URL(entry.name, location.href); })"
                            + "  .filter(function(url) { return url.protocol === 'http:' || url.protocol === 'https:'; })"
                            + "  .map(function(url) { return url.href; });")
    private static native String[] counted();

    @JSBody(
            params = "entries",
            script = "var link = document.createElement('a');"
                    + "link.href = URL.createObjectURL(new Blob([JSON.stringify(entries, null, 1)], {type: 'application/json'}));"
                    + "link.download = 'nearside-requests.json';"
                    + "link.click();"
                    + "setTimeout(function() { URL.revokeObjectURL(link.href); }, 60000);")
    private static native void save(JSArray<JSObject> entries);

    @JSBody(
            params = "address",
            script = "var url = new URL(address);"
                    + "if (/^[0-9a-f]{64}$/.test(url.searchParams.get('v') || '')) { url.searchParams.delete('v'); }"
                    + "return url.origin === location.origin ? url.pathname + url.search : url.href;")
    private static native String path(String address);
}
