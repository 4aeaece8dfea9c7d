package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The conversations of this browser: to open, to rename, to save and to delete. */
final class ConversationList {
    private final HTMLElement side = Dom.find("chat-side");
    private final HTMLElement list = Dom.find("chat-list");
    private final HTMLElement search = Dom.find("chat-search");
    private final HTMLElement fold = Dom.find("chat-fold");
    private final Listener listener;
    private List<Conversation> conversations = List.of();
    private String open = "";

    /** Hears what a person does to a conversation. */
    interface Listener {
        void open(Conversation conversation);

        void fresh();

        void rename(Conversation conversation, String title);

        void delete(Conversation conversation);
    }

    ConversationList(Listener listener) {
        this.listener = listener;
        Dom.on(Dom.find("chat-new"), "click", event -> {
            fold(false);
            listener.fresh();
        });
        Dom.on(search, "input", event -> fill());
        Dom.on(Dom.find("chat-side-form"), "submit", Dom::prevent);
        Dom.on(fold, "click", event -> fold(!"open".equals(side.getAttribute("data-fold"))));
    }

    /** Shows these. */
    void show(List<Conversation> now, String openId) {
        boolean same = openId.equals(open) && now.equals(conversations);
        conversations = now;
        open = openId;
        // A row in which somebody is renaming stays as it is.
        if (!same && !isRenaming(list)) {
            fill();
        }
    }

    List<Conversation> all() {
        return conversations;
    }

    private void fold(boolean opened) {
        side.setAttribute("data-fold", opened ? "open" : "closed");
        fold.setAttribute("aria-expanded", String.valueOf(opened));
    }

    private void fill() {
        String words = Dom.value(search);
        String focused = focusedRow(list);
        list.clear();
        for (Conversation conversation : conversations) {
            if (conversation.matches(words)) {
                list.appendChild(row(conversation));
            }
        }
        focusRow(list, focused);
        Dom.text(
                Dom.find("chat-count"),
                conversations.isEmpty() ? "" : Amounts.count(conversations.size(), "conversation"));
        Dom.find("chat-none").setHidden(list.getFirstChild() != null);
        Dom.text(
                Dom.find("chat-none"),
                conversations.isEmpty()
                        ? "What you talk about appears here, and stays in this browser."
                        : "None has these words.");
        Dom.find("chat-list-foot").setHidden(conversations.isEmpty());
    }

    private HTMLElement row(Conversation conversation) {
        HTMLElement row = Dom.copyTemplate("chat-row");
        HTMLElement name = Dom.slot(row, "name");
        String title = conversation.title().isEmpty() ? "Untitled" : conversation.title();
        row.setAttribute("data-id", conversation.id());
        Dom.text(name, title);
        if (conversation.id().equals(open)) {
            name.setAttribute("aria-current", "true");
        }
        Dom.text(
                Dom.slot(row, "when"),
                Browser.time(conversation.changedAt()) + (conversation.isPrivate() ? " · private" : ""));
        action(row, "rename", "Rename " + title).focusable(() -> rename(row, conversation));
        action(row, "save", "Save as Markdown: " + title)
                .focusable(() -> Browser.save(
                        Exports.fileName(conversation.title()) + ".md",
                        "text/markdown",
                        Exports.markdown(conversation)));
        action(row, "delete", "Delete " + title).focusable(() -> listener.delete(conversation));
        Dom.on(name, "click", event -> {
            fold(false);
            listener.open(conversation);
        });
        return row;
    }

    private record Action(HTMLElement button) {
        void focusable(Runnable work) {
            Dom.on(button, "click", event -> work.run());
        }
    }

    private static Action action(HTMLElement row, String slot, String label) {
        HTMLElement button = Dom.slot(row, slot);
        button.setAttribute("aria-label", label);
        button.setAttribute("title", label);
        return new Action(button);
    }

    private void rename(HTMLElement row, Conversation conversation) {
        HTMLElement field = Dom.slot(row, "field");
        Dom.value(field, conversation.title());
        row.setAttribute("data-renaming", "true");
        select(field);
        Dom.on(field, "keydown", event -> {
            String key = keyOf(event);
            if (key.equals("Enter") || key.equals("Escape")) {
                Dom.prevent(event);
                finish(row, conversation, key.equals("Enter"));
                Dom.slot(row, "name").focus();
            }
        });
        Dom.on(field, "blur", event -> finish(row, conversation, true));
    }

    private void finish(HTMLElement row, Conversation conversation, boolean take) {
        if (!row.hasAttribute("data-renaming")) {
            return;
        }
        row.removeAttribute("data-renaming");
        String title = Dom.value(Dom.slot(row, "field")).strip();
        if (take && !title.isEmpty() && !title.equals(conversation.title())) {
            Dom.text(Dom.slot(row, "name"), title);
            listener.rename(conversation, title);
        }
    }

    @JSBody(params = "event", script = "return event.isComposing ? '' : event.key;")
    private static native String keyOf(JSObject event);

    @JSBody(params = "field", script = "field.focus(); field.select();")
    private static native void select(HTMLElement field);

    @JSBody(params = "list", script = "return !!list.querySelector('[data-renaming]');")
    private static native boolean isRenaming(HTMLElement list);

    /** The row in which the focus is, and the slot: {@code id slot}; nothing if in none. */
    @JSBody(
            params = "list",
            script = "var at = document.activeElement, row = at && list.contains(at) && at.closest('[data-id]');"
                    + "return row ? row.dataset.id + ' ' + at.dataset.slot : '';")
    private static native String focusedRow(HTMLElement list);

    @JSBody(
            params = {"list", "place"},
            script = "if (place) {"
                    + "  var parts = place.split(' '), row = list.querySelector('[data-id=\"' + parts[0] + '\"]');"
                    + "  var target = row ? row.querySelector('[data-slot=' + parts[1] + ']')"
                    + "    : list.querySelector('[data-slot=name]') || document.querySelector('[data-testid=chat-new]');"
                    + "  target.focus();"
                    + "}")
    private static native void focusRow(HTMLElement list, String place);
}
