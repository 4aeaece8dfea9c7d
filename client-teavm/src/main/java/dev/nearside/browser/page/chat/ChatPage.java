package dev.nearside.browser.page.chat;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.LatestOnly;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.page.search.Reader;
import dev.nearside.browser.page.search.Toast;
import dev.nearside.browser.store.ConversationStore;
import dev.nearside.browser.store.StorageFailed;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** {@code #/chat}: talk to a language model in this tab, and have one's own files answer. */
public final class ChatPage {
    private final Library library;
    private final Reader reader;
    private final Toast toast;
    private final HTMLElement view = Dom.find("view-chat");
    private final LatestOnly refresh = new LatestOnly(this::refresh);
    private final ConversationBook book =
            new ConversationBook(new ConversationStore(refresh::ask), Browser::newId, JsObjects::wallClock);
    private final ModelPicker models;
    private final Composer composer;
    private final MessageList messages;
    private final ConversationList list;
    private final Turns turns;
    private final Gate gate;
    private Talk talk = talk(book.fresh());
    private boolean opened;

    /**
     * The page, not shown yet.
     *
     * @param provider auto, webgpu or wasm
     * @param reader shows a document at a passage
     */
    public ChatPage(NearClient near, String provider, Reader reader, Toast toast) {
        this.reader = reader;
        this.toast = toast;
        library = new Library(near, provider);
        models = new ModelPicker(near, provider, this::modelChanged);
        messages = new MessageList(new MessageActions());
        // Before the composer, which says on its fold how the switch stands.
        ReachSwitch reach = new ReachSwitch();
        composer = new Composer(new ComposerActions());
        list = new ConversationList(new ListActions());
        SettingsFold settings = new SettingsFold();
        turns = new Turns(new Turns.Tools(near, provider, library, models, settings, reach), composer, messages);
        gate = new Gate(models, composer, reach, settings);
        WipeBox.listen(() -> new Thread(this::wipe).start(), () -> list.all().size());
        Exports.listen(list::all);
    }

    /** The person has come to this page. */
    public void shown() {
        if (opened) {
            return;
        }
        opened = true;
        new Thread(() -> {
                    begin();
                    models.refresh();
                    filesChanged();
                })
                .start();
    }

    /** Something happened to the engine that a person should know of. */
    public void notice(String text) {
        if (Dom.isShown(view)) {
            toast.problem(text);
        }
    }

    /** Goes on with the conversation that was open in this tab before it was reloaded. */
    private void begin() {
        String before = Browser.ofTab("open");
        try {
            List<Conversation> all = book.all();
            all.stream().filter(each -> each.id().equals(before)).findFirst().ifPresent(this::open);
            list.show(all, talk.now().id());
        } catch (StorageFailed e) {
            toast.problem("Conversations are not kept: " + e.getMessage());
        }
        show();
    }

    private Talk talk(Conversation conversation) {
        return new Talk(book, conversation, new Talk.Listener() {
            @Override
            public void kept(Conversation now) {
                if (talk.now().id().equals(now.id())) {
                    Browser.rememberInTab("open", now.id());
                }
                refresh.ask();
            }

            @Override
            public void gone() {
                toast.say("This conversation was deleted in another tab. It is kept again once you go on with it.");
                refresh.ask();
            }

            @Override
            public void notKept(String reason) {
                toast.problem("This conversation is not kept: " + reason);
            }
        });
    }

    private void open(Conversation conversation) {
        turns.leave();
        talk = talk(conversation);
        Browser.rememberInTab("open", conversation.id());
        show();
    }

    private void show() {
        Conversation now = talk.now();
        view.setAttribute("data-state", now.isEmpty() ? "empty" : "talk");
        messages.show(now.messages());
        composer.isPrivate(now.privacy());
        list.show(list.all(), now.id());
    }

    /** The list follows what this tab or another has done; so does the conversation, unless it goes on here. */
    private void refresh() {
        try {
            List<Conversation> all = book.all();
            list.show(all, talk.now().id());
            Conversation mine = talk.now();
            if (!turns.isAnswering() && talk.isSettled()) {
                all.stream()
                        .filter(each -> each.id().equals(mine.id()) && each.revision() > mine.revision())
                        .findFirst()
                        .ifPresent(each -> {
                            talk = talk(each);
                            show();
                        });
            }
        } catch (StorageFailed e) {
            toast.problem("Conversations could not be read: " + e.getMessage());
        }
    }

    private void modelChanged() {
        view.setAttribute("data-model", models.usable().isPresent() ? "there" : "none");
        gate.changed();
    }

    private void filesChanged() {
        if (!composer.usesFiles()) {
            composer.files("");
            return;
        }
        try {
            composer.files(library.describe());
        } catch (JsFailure e) {
            composer.files("Your files could not be read (" + e.getMessage() + "). ");
        }
    }

    /** Answers the last message of a conversation; what it takes the place of can be had back. */
    private void answer(Conversation asked, String replaced) {
        Conversation before = talk.now();
        Browser.keepWhenSpaceIsShort();
        view.setAttribute("data-state", "talk");
        turns.answer(talk, asked);
        if (!replaced.isEmpty()) {
            toast.offer(replaced, () -> {
                turns.forget();
                talk.goOn(talk.now().saying(before.messages()));
                show();
            });
        }
    }

    private void wipe() {
        try {
            turns.forget();
            talk = talk(book.fresh());
            book.clear();
            composer.clear();
            refresh();
            show();
            toast.say("All conversations were wiped from this browser.");
        } catch (StorageFailed e) {
            toast.problem("Not everything could be wiped: " + e.getMessage());
        }
    }

    private final class ComposerActions implements Composer.Listener {
        @Override
        public void send(String text) {
            if (!gate.opens()) {
                return;
            }
            Conversation now = talk.now();
            int from = composer.edited();
            boolean edits = from >= 0 && from < now.messages().size();
            Conversation base = edits ? now.first(from) : now;
            composer.sent();
            answer(base.with(Message.of(text)), edits ? "What came after your message was replaced." : "");
        }

        @Override
        public void stop() {
            turns.stop();
        }

        @Override
        public void filesChanged() {
            new Thread(ChatPage.this::filesChanged).start();
        }
    }

    private final class MessageActions implements MessageList.Listener {
        @Override
        public void again() {
            Conversation now = talk.now();
            if (!turns.isAnswering() && now.messages().size() > 1 && gate.opens()) {
                String lost = now.last().text().isEmpty() ? "" : "The answer before was replaced.";
                answer(now.first(now.messages().size() - 1), lost);
            }
        }

        @Override
        public void meanwhile() {
            turns.meanwhile();
        }

        @Override
        public void edit(int index) {
            if (!turns.isAnswering()) {
                composer.edit(index, talk.now().messages().get(index).text());
            }
        }

        @Override
        public void open(Source source) {
            reader.open(source.passage());
        }
    }

    private final class ListActions implements ConversationList.Listener {
        @Override
        public void open(Conversation conversation) {
            ChatPage.this.open(conversation);
            composer.focus();
        }

        @Override
        public void fresh() {
            ChatPage.this.open(book.fresh());
            composer.focus();
        }

        @Override
        public void rename(Conversation conversation, String title) {
            Talk renamed = isOpen(conversation) ? talk : talk(conversation);
            renamed.goOn(renamed.now().titled(title));
        }

        @Override
        public void delete(Conversation conversation) {
            boolean wasOpen = isOpen(conversation);
            Conversation whole = wasOpen ? talk.now() : conversation;
            if (wasOpen) {
                turns.forget();
                ChatPage.this.open(book.fresh());
            }
            change(() -> book.remove(whole), "It could not be deleted: ");
            toast.offer("“" + whole.title() + "” was deleted.", () -> {
                change(() -> book.restore(whole), "It could not be brought back: ");
                if (wasOpen && talk.now().isEmpty()) {
                    ChatPage.this.open(whole);
                }
            });
        }

        private boolean isOpen(Conversation conversation) {
            return talk.now().id().equals(conversation.id());
        }

        private void change(Runnable work, String problem) {
            new Thread(() -> {
                        try {
                            work.run();
                            refresh.ask();
                        } catch (StorageFailed e) {
                            toast.problem(problem + e.getMessage());
                        }
                    })
                    .start();
        }
    }
}
