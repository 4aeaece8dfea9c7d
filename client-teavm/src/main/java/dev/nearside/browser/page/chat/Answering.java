package dev.nearside.browser.page.chat;

import dev.nearside.browser.api.Near;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.page.chat.Message.State;
import dev.nearside.error.NearsideException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Makes one answer: passages from the person's files, then what the model says to them. */
final class Answering {
    private static final String NOTHING_FITS = "Nothing in your files answers that.";
    private static final String PASSAGES_ONLY =
            "These passages of your files come closest. There is no language model here yet that could put them into words.";

    private final Near near;
    private final Library library;
    private final ModelPicker models;
    private final Task task;
    private final AbortController controller = AbortController.create();
    private final Pace pace = new Pace();
    private Message message = Message.answer(List.of());

    /**
     * What is to be answered.
     *
     * @param conversation ends with what the person said
     * @param files whether the person's files are asked
     * @param only whether nothing but them may answer
     */
    record Task(Conversation conversation, Settings settings, String provider, boolean files, boolean only) {}

    /** Hears of the answer. */
    interface Listener {
        /** What is being done before the answer begins. */
        void doing(String what);

        /** How far that is. Called from JavaScript too: must not block. */
        void reading(String howFar);

        /** So much of it is there. Called from JavaScript too: must not block. */
        void said(Message answer);
    }

    Answering(Near near, Library library, ModelPicker models, Task task) {
        this.near = near;
        this.library = library;
        this.models = models;
        this.task = task;
    }

    /** Ends it with what is there. */
    void stop() {
        controller.abort();
    }

    /** Answers; blocks until the answer has ended, which it always does. */
    Message run(Listener listener) {
        try {
            return answer(listener);
        } catch (JsFailure e) {
            if (controller.getSignal().isAborted()) {
                return message.ended(State.STOPPED, pace.stopped());
            }
            return message.ended(State.FAILED, e.getMessage());
        } catch (NearsideException e) {
            return message.ended(State.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Message answer(Listener listener) {
        String question = task.conversation.last().text();
        Library.Found found = new Library.Found(List.of(), false);
        if (task.files) {
            listener.doing("Looking into your files…");
            found = library.find(question, controller.getSignal());
            if (task.only && !found.answered()) {
                return message.saying(NOTHING_FITS).ended(State.PASSAGES, "");
            }
        }
        Optional<ChatModel> model = models.usable();
        if (model.isEmpty()) {
            String said = found.answered() ? PASSAGES_ONLY : NOTHING_FITS;
            message = Message.answer(found.answered() ? found.passages() : List.of());
            return message.saying(said).ended(State.PASSAGES, "");
        }
        listener.doing("Loading " + model.get().title() + "…");
        models.load(model.get(), controller.getSignal());
        List<Source> sources = found.answered() ? fitting(model.get(), question, found.passages()) : List.of();
        message = Message.answer(sources);
        listener.said(message);
        JSObject told = stream(
                model.get(),
                sources,
                sources.isEmpty() ? "Reading the conversation" : "Reading the passages",
                listener);
        String note = pace.ended(told);
        return message.ended(
                State.DONE, task.files && !found.answered() ? note + " · nothing in your files fits" : note);
    }

    private List<Source> fitting(ChatModel model, String question, List<Source> passages) {
        PromptBudget budget = PromptBudget.of(models.context(), task.settings.maxTokens());
        int asked = library.tokens(model.id(), task.settings.system() + question, controller.getSignal());
        return budget.fitting(
                passages,
                asked,
                source -> library.tokens(model.id(), ChatPrompt.passage(1, source), controller.getSignal()));
    }

    private JSObject stream(ChatModel model, List<Source> sources, String reading, Listener listener) {
        listener.doing(reading + "…");
        JSObject request = JsObjects.parse(ChatPrompt.of(model.id(), task.conversation, sources, task.settings));
        JsObjects.set(request, "provider", task.provider);
        pace.begin();
        return Promises.awaitValue(near.chat().stream(
                request,
                chunk -> {
                    String text = content(chunk);
                    if (text != null) {
                        pace.token();
                        message = message.saying(message.text() + text);
                        listener.said(message);
                    }
                },
                value -> read(value, reading, listener),
                controller.getSignal()));
    }

    /** So many tokens of the prompt have been read; what is told of the model's files is on its card. */
    private void read(JSObject value, String reading, Listener listener) {
        double total = JsObjects.number(value, "total", 0);
        if (JsObjects.text(value, "file") == null && total > 0 && message.text().isEmpty()) {
            listener.reading(reading + ": " + Amounts.grouped((long) JsObjects.number(value, "done", 0)) + " of "
                    + Amounts.count((long) total, "token"));
        }
    }

    @JSBody(
            params = "chunk",
            script = "var choice = chunk.choices[0], text = choice && choice.delta && choice.delta.content;"
                    + "return text ? text : null;")
    private static native @Nullable String content(JSObject chunk);
}
