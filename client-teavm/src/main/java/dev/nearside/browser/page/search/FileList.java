package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The list of what is indexed: each document with what it is, to tick, to open and to remove. */
final class FileList {
    /** More rows than that are shown when asked for, as a long list is slow to walk by keyboard. */
    private static final int SHOWN_AT_FIRST = 50;

    private final HTMLElement list = Dom.find("search-list");
    private final HTMLElement showAll = Dom.find("search-show-all");
    private final Map<String, Row> rows = new HashMap<>();
    private final Set<String> ticked = new LinkedHashSet<>();
    private final Listener listener;
    private List<Entry> entries = List.of();
    private boolean all;

    /** Hears what a person does to a document. */
    interface Listener {
        void open(Entry entry);

        void remove(Entry entry);

        /** Other documents are ticked than before. */
        void filtered();
    }

    private record Row(HTMLElement element, Entry entry) {}

    FileList(Listener listener) {
        this.listener = listener;
        Dom.on(showAll, "click", event -> {
            all = true;
            show(entries);
            focusRow(list, SHOWN_AT_FIRST);
        });
        Dom.on(Dom.find("search-filter-clear"), "click", event -> only(null));
    }

    /** The documents to search in; empty for all. */
    Set<String> ticked() {
        return Set.copyOf(ticked);
    }

    /** Ticks this one only, or none. */
    void only(@Nullable String id) {
        ticked.clear();
        if (id != null) {
            ticked.add(id);
        }
        rows.forEach((key, row) -> Dom.check(Dom.slot(row.element, "pick"), ticked.contains(key)));
        filtered();
    }

    /** Shows these, and keeps the rows that are there, so that none loses the focus. */
    void show(List<Entry> now) {
        entries = now;
        int shown = all ? now.size() : Math.min(SHOWN_AT_FIRST, now.size());
        List<Entry> inRows = now.subList(0, shown);
        // First, as the rows behind one that goes would else be moved, and lose the focus.
        forgetAllBut(inRows);
        for (int i = 0; i < shown; i++) {
            place(list, row(inRows.get(i)), i);
        }
        long passages = 0;
        Set<String> ids = new LinkedHashSet<>();
        for (Entry entry : now) {
            ids.add(entry.id());
            passages += entry.chunks();
        }
        showAll.setHidden(shown == now.size());
        Dom.text(showAll, "Show all " + Amounts.count(now.size(), "file"));
        Dom.text(
                Dom.find("search-count"),
                now.isEmpty() ? "" : Amounts.count(now.size(), "file") + ", " + Amounts.count(passages, "passage"));
        if (ticked.retainAll(ids)) {
            filtered();
        }
    }

    private void forgetAllBut(List<Entry> kept) {
        Map<String, Row> gone = new HashMap<>(rows);
        kept.forEach(entry -> gone.remove(entry.id()));
        gone.forEach((id, row) -> {
            list.removeChild(row.element);
            rows.remove(id);
        });
    }

    /** Gives the focus to the row of a document, if it is shown. */
    void focus(String id) {
        Row row = rows.get(id);
        if (row != null) {
            Dom.slot(row.element, "name").focus();
        }
    }

    private HTMLElement row(Entry entry) {
        Row known = rows.get(entry.id());
        if (known != null && known.entry.equals(entry)) {
            return known.element;
        }
        if (known != null) {
            list.removeChild(known.element);
        }
        HTMLElement element = Dom.copyTemplate("file");
        HTMLElement pick = Dom.slot(element, "pick");
        HTMLElement remove = Dom.slot(element, "remove");
        Dom.text(Dom.slot(element, "name"), entry.name());
        Dom.text(Dom.slot(element, "facts"), entry.facts());
        pick.setAttribute("aria-label", "Search only in " + entry.name());
        remove.setAttribute("aria-label", "Remove " + entry.name());
        remove.setAttribute("title", "Remove from the library");
        Dom.check(pick, ticked.contains(entry.id()));
        Dom.on(pick, "change", event -> tick(entry.id(), Dom.isChecked(pick)));
        Dom.on(Dom.slot(element, "name"), "click", event -> listener.open(entry));
        Dom.on(remove, "click", event -> {
            focusBeside(element);
            listener.remove(entry);
        });
        rows.put(entry.id(), new Row(element, entry));
        return element;
    }

    private void tick(String id, boolean on) {
        if (on ? ticked.add(id) : ticked.remove(id)) {
            filtered();
        }
    }

    private void filtered() {
        Dom.text(
                Dom.find("search-filter-text"),
                "Searching only in " + Amounts.count(ticked.size(), "ticked file") + ".");
        Dom.find("search-filter").setHidden(ticked.isEmpty());
        listener.filtered();
    }

    /** Puts the row at its place, and does not touch one that is there, as that would take the focus from it. */
    @JSBody(
            params = {"list", "row", "index"},
            script = "if (list.children[index] !== row) { list.insertBefore(row, list.children[index] || null); }")
    private static native void place(HTMLElement list, HTMLElement row, int index);

    /** A row that goes away hands the focus to the next one, or to the question. */
    @JSBody(
            params = "row",
            script = "var beside = row.nextElementSibling || row.previousElementSibling;"
                    + "(beside ? beside.querySelector('[data-slot=remove]')"
                    + "  : document.querySelector('[data-testid=search-question]')).focus();")
    private static native void focusBeside(HTMLElement row);

    @JSBody(
            params = {"list", "index"},
            script = "var row = list.children[index]; if (row) { row.querySelector('[data-slot=name]').focus(); }")
    private static native void focusRow(HTMLElement list, int index);
}
