package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.page.chat.Message.State;
import dev.nearside.browser.page.markdown.MarkdownView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** What was said, and what can be done about it. */
final class MessageList {
    private final HTMLElement list = Dom.find("chat-messages");
    private final HTMLElement announcer = Dom.find("chat-announce");
    private final Listener listener;
    private final List<Shown> shown = new ArrayList<>();

    /** Hears what a person does to a message. */
    interface Listener {
        /** The last answer is to be made again. */
        void again();

        /** The server on this machine is to answer while the tab loads its model. */
        void meanwhile();

        /** The message at that place is to be changed. */
        void edit(int index);

        void open(Source source);
    }

    private record Shown(
            HTMLElement element, Message message, @Nullable MarkdownView view) {}

    MessageList(Listener listener) {
        this.listener = listener;
    }

    /** Shows these; elements of messages that have not changed stay. */
    void show(List<Message> messages) {
        while (shown.size() > messages.size() || (!shown.isEmpty() && !isSame(messages, shown.size() - 1))) {
            list.removeChild(shown.remove(shown.size() - 1).element);
        }
        for (int i = shown.size(); i < messages.size(); i++) {
            add(messages.get(i), i);
        }
        for (int i = 0; i < shown.size(); i++) {
            shown.get(i).element.setAttribute("data-last", String.valueOf(i == shown.size() - 1));
        }
    }

    private boolean isSame(List<Message> messages, int index) {
        return messages.get(index).equals(shown.get(index).message);
    }

    private void add(Message message, int index) {
        HTMLElement element = Dom.copyTemplate(message.isByModel() ? "chat-answer" : "chat-said");
        HTMLElement text = Dom.slot(element, "text");
        MarkdownView view = null;
        if (message.isByModel()) {
            view = new MarkdownView(text, message.sources().size(), number -> listener.open(source(message, number)));
            view.show(message.text());
            Dom.on(Dom.slot(element, "again"), "click", event -> listener.again());
            Dom.on(Dom.slot(element, "meanwhile"), "click", event -> listener.meanwhile());
            sources(element, message.sources());
        } else {
            Dom.append(text, message.text(), false);
            Dom.on(Dom.slot(element, "edit"), "click", event -> listener.edit(index));
        }
        Dom.copyButton(Dom.slot(element, "copy"), () -> shown.get(index).message.text());
        Shown entry = new Shown(element, message, view);
        note(entry);
        shown.add(entry);
        list.appendChild(element);
    }

    private static Source source(Message message, int number) {
        return message.sources().get(number - 1);
    }

    private void sources(HTMLElement element, List<Source> sources) {
        HTMLElement box = Dom.slot(element, "sources");
        box.setHidden(sources.isEmpty());
        for (Source source : sources) {
            HTMLElement row = Dom.copyTemplate("chat-source");
            HTMLElement name = Dom.slot(row, "name");
            Dom.text(name, source.name());
            Dom.text(Dom.slot(row, "place"), source.passage().where());
            Dom.text(Dom.slot(row, "excerpt"), source.excerpt());
            Dom.on(name, "click", event -> listener.open(source));
            Dom.slot(element, "source-list").appendChild(row);
        }
    }

    /** The last answer goes on: the same message with more text. */
    void grow(Message message) {
        Shown last = shown.get(shown.size() - 1);
        boolean follow = isAtEnd();
        if (last.view == null || !last.message.sources().equals(message.sources())) {
            list.removeChild(last.element);
            shown.remove(last);
            add(message, shown.size());
            shown.get(shown.size() - 1).element.setAttribute("data-last", "true");
        } else {
            Shown grown = new Shown(last.element, message, last.view);
            last.view.show(message.text());
            note(grown);
            shown.set(shown.size() - 1, grown);
        }
        if (follow) {
            goToEnd();
        }
    }

    /** Says what is done before the answer begins. */
    void doing(String what) {
        note(what);
        announce(what);
    }

    /** The same, shown and not read out. */
    void note(String what) {
        Dom.text(Dom.slot(shown.get(shown.size() - 1).element, "note"), what);
    }

    /** Offers below the last answer that the server on this machine gives it meanwhile, or does no more. */
    void offerMeanwhile(boolean offered) {
        HTMLElement button = Dom.slot(shown.get(shown.size() - 1).element, "meanwhile");
        if (!offered && Browser.hasFocus(button)) {
            // A button that goes away would take the focus with it.
            Dom.find("chat-stop").focus();
        }
        button.setHidden(!offered);
    }

    private static void note(Shown entry) {
        Message message = entry.message;
        entry.element.setAttribute("data-state", message.state().name().toLowerCase(Locale.ROOT));
        if (!message.isByModel()) {
            return;
        }
        route(entry.element, message.route());
        entry.element.setAttribute("aria-busy", String.valueOf(message.state() == State.WRITING));
        if (message.state() == State.FAILED) {
            Dom.text(Dom.slot(entry.element, "note"), "This could not be answered: " + message.note());
        } else if (message.state() != State.WRITING) {
            Dom.text(Dom.slot(entry.element, "note"), message.note());
        } else if (!message.text().isEmpty()) {
            Dom.text(Dom.slot(entry.element, "note"), "Writing…");
        }
        Dom.text(Dom.slot(entry.element, "again"), message.state() == State.FAILED ? "Try again" : "Regenerate");
    }

    private static void route(HTMLElement element, @Nullable AnswerRoute route) {
        HTMLElement line = Dom.slot(element, "route");
        line.setHidden(route == null);
        if (route != null) {
            line.setAttribute("data-place", route.place());
            Dom.text(Dom.slot(element, "route-who"), route.who());
            Dom.text(Dom.slot(element, "route-why"), route.why());
            Dom.text(Dom.slot(element, "route-left"), route.left());
        }
    }

    /** Has it read out. */
    void announce(String text) {
        Dom.text(announcer, text);
    }

    /** Whether the end of the conversation is in view: then it stays so while it grows. */
    @JSBody(
            script = "var page = document.scrollingElement, view = document.querySelector('[data-testid=chat-form]');"
                    + "return view.getBoundingClientRect().top >= 0"
                    + "  && document.querySelector('[data-testid=chat-messages]').getBoundingClientRect().bottom"
                    + "    <= window.innerHeight + 120;")
    static native boolean isAtEnd();

    /** The page so far down that the end of the conversation stands above the field. */
    @JSBody(
            script = "var list = document.querySelector('[data-testid=chat-messages]'),"
                    + "  form = document.querySelector('[data-testid=chat-form]');"
                    + "var over = list.getBoundingClientRect().bottom"
                    + "  - (window.innerHeight - form.getBoundingClientRect().height - 24);"
                    + "if (over > 0) { window.scrollBy({top: over, behavior: 'instant'}); }")
    static native void goToEnd();
}
