package dev.nearside.browser.page.chat;

import dev.nearside.browser.client.NearClient;
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

    private static final String MEANWHILE = "You did not want to wait until the tab has loaded its model.";
    private static final List<String> WITHOUT_A_MODEL = List.of("private_request", "reach", "no_backend");

    private final NearClient near;
    private final Library library;
    private final ModelPicker models;
    private final Task task;
    private final AbortController controller = AbortController.create();
    private final Pace pace = new Pace();
    private Message message = Message.answer(List.of());
    private String wanted;
    private String why = "";
    private @Nullable ModelWait waiting;

    /**
     * What is to be answered.
     *
     * @param conversation ends with what the person said
     * @param files whether the person's files are asked
     * @param only whether nothing but them may answer
     * @param reach how far the answer may come from
     */
    record Task(
            Conversation conversation, Settings settings, String provider, boolean files, boolean only, String reach) {}

    /** Hears of the answer. */
    interface Listener {
        /** What is being done before the answer begins. */
        void doing(String what);

        /** How far that is. Called from JavaScript too: must not block. */
        void reading(String howFar);

        /** The server on this machine could answer while the tab loads its model, or no more. */
        void meanwhile(boolean offered);

        /** What is said must not leave this device, for that reason. */
        void isPrivate(String why);

        /** Something has left the tab. Called from JavaScript too: must not block. */
        void left(AnswerRoute route);

        /** So much of it is there. Called from JavaScript too: must not block. */
        void said(Message answer);
    }

    Answering(NearClient near, Library library, ModelPicker models, Task task) {
        this.near = near;
        this.library = library;
        this.models = models;
        this.task = task;
        wanted = models.wanted();
    }

    /** Has the server on this machine answer, if that was offered. */
    void meanwhile() {
        if (waiting != null) {
            waiting.leave();
        }
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
        JSObject told = decided(found);
        listener.isPrivate(JsObjects.flag(told, "private") ? String.valueOf(JsObjects.text(told, "privacy")) : "");
        if (JsObjects.text(told, "refusal") != null) {
            return refused(found, told);
        }
        if (!hasModel(told, listener)) {
            told = decided(found);
            if (JsObjects.text(told, "refusal") != null) {
                return refused(found, told);
            }
        }
        AnswerRoute route = explained(AnswerRoute.of(told));
        int context = route.isInTab() ? models.context() : (int) JsObjects.number(told, "contextLength", 0);
        List<Source> sources = found.answered() ? fitting(route, context, question, found.passages()) : List.of();
        message = Message.answer(sources).from(route);
        listener.said(message);
        JSObject answer =
                stream(sources, sources.isEmpty() ? "Reading the conversation" : "Reading the passages", listener);
        String note = pace.ended(answer);
        return message.from(routeOf(answer, route))
                .ended(State.DONE, task.files && !found.answered() ? note + " · nothing in your files fits" : note);
    }

    private JSObject decided(Library.Found found) {
        return Promises.awaitValue(near.decide(request(List.of(), found.answered()), controller.getSignal()));
    }

    /** Loads the model if the tab is to answer; false if the person would rather have somebody else do it meanwhile. */
    private boolean hasModel(JSObject told, Listener listener) {
        AnswerRoute route = AnswerRoute.of(told);
        Optional<ChatModel> model = route.isInTab() ? models.named(route.model()) : Optional.empty();
        if (model.isEmpty()) {
            return true;
        }
        String title = model.get().title();
        boolean fresh = !models.isReady(model.get());
        listener.doing("Loading " + title + "…");
        String other = Elsewhere.nextOnThisMachine(JsObjects.parse(String.valueOf(JsObjects.text(told, "decision"))));
        ModelWait wait = new ModelWait(models, model.get());
        waiting = other == null ? null : wait;
        listener.meanwhile(fresh && other != null);
        try {
            boolean loaded = wait.run(howFar -> listener.reading(title + ". " + howFar), controller.getSignal());
            if (fresh) {
                pace.waited(loaded ? "model loaded in" : "waited for the tab’s model", wait.millis());
            }
            if (!loaded) {
                wanted = String.valueOf(other);
                why = MEANWHILE;
            }
            return loaded;
        } finally {
            waiting = null;
            listener.meanwhile(false);
        }
    }

    /** Nobody may answer, or can; the files may say something all the same. */
    private Message refused(Library.Found found, JSObject told) {
        if (!task.files) {
            String what = String.valueOf(JsObjects.text(told, "text"));
            String advice = WITHOUT_A_MODEL.contains(JsObjects.text(told, "refusal")) ? " " + models.advice() : "";
            return message.ended(State.FAILED, (what + advice).strip());
        }
        String said = found.answered() ? PASSAGES_ONLY : NOTHING_FITS;
        message = Message.answer(found.answered() ? found.passages() : List.of());
        return message.saying(said).ended(State.PASSAGES, "");
    }

    private AnswerRoute routeOf(JSObject told, AnswerRoute otherwise) {
        JSObject route = JsObjects.get(told, "route");
        return route == null ? otherwise : explained(AnswerRoute.of(route));
    }

    /** Where somebody else is asked than the router chose, the person's wish is why. */
    private AnswerRoute explained(AnswerRoute route) {
        return why.isEmpty() || route.isInTab() ? route : route.because(why);
    }

    private List<Source> fitting(AnswerRoute route, int context, String question, List<Source> passages) {
        PromptBudget budget = PromptBudget.of(context > 0 ? context : Plan.USUAL_CONTEXT, task.settings.maxTokens());
        return budget.fitting(
                passages,
                tokens(route, task.settings.system() + question),
                source -> tokens(route, ChatPrompt.passage(1, source)));
    }

    /** The tab counts with the model's own tokenizer; elsewhere it is not at hand, so that it is a guess on the safe side. */
    private int tokens(AnswerRoute route, String text) {
        return route.isInTab() ? library.tokens(route.model(), text, controller.getSignal()) : text.length() / 2 + 1;
    }

    /** @param quotesFiles whether there are, or will be, passages of the person's files in it: these never leave the device */
    private JSObject request(List<Source> sources, boolean quotesFiles) {
        JSObject request = JsObjects.parse(ChatPrompt.of(wanted, task.conversation, sources, task.settings));
        JSObject wishes = JsObjects.create();
        JsObjects.set(wishes, "reach", task.reach);
        JsObjects.set(wishes, "conversation", task.conversation.id());
        JsObjects.set(wishes, "wasPrivate", task.conversation.isPrivate());
        JsObjects.set(wishes, "private", quotesFiles);
        JsObjects.set(wishes, "because", "it quotes your files");
        JsObjects.set(request, "provider", task.provider);
        JsObjects.set(request, "nearside", wishes);
        return request;
    }

    private JSObject stream(List<Source> sources, String reading, Listener listener) {
        listener.doing(reading + "…");
        pace.begin();
        return Promises.awaitValue(near.stream(
                request(sources, !sources.isEmpty()),
                chunk -> {
                    String text = content(chunk);
                    pace.tokens(tokens(chunk));
                    if (text != null) {
                        pace.piece();
                        message = message.saying(message.text() + text);
                        listener.said(message);
                    }
                },
                value -> {
                    JSObject route = JsObjects.get(value, "route");
                    if (route == null) {
                        read(value, reading, listener);
                    } else {
                        asked(explained(AnswerRoute.of(route)), listener);
                    }
                },
                controller.getSignal()));
    }

    private void asked(AnswerRoute route, Listener listener) {
        message = message.from(route);
        listener.said(message);
        if (!route.isInTab()) {
            listener.reading(route.asking());
            listener.left(route);
        }
    }

    /** So many tokens of the prompt have been read; what is told of the model's files is on its card. */
    private void read(JSObject value, String reading, Listener listener) {
        double total = JsObjects.number(value, "total", 0);
        if (JsObjects.text(value, "file") == null && total > 0 && message.text().isEmpty()) {
            listener.reading(reading + ": " + Amounts.grouped((long) JsObjects.number(value, "done", 0)) + " of "
                    + Amounts.count((long) total, "token"));
        }
    }

    @JSBody(params = "chunk", script = "return chunk.nearside && chunk.nearside.tokens || 0;")
    private static native int tokens(JSObject chunk);

    @JSBody(
            params = "chunk",
            script = "var choice = chunk.choices[0], text = choice && choice.delta && choice.delta.content;"
                    + "return text ? text : null;")
    private static native @Nullable String content(JSObject chunk);
}
