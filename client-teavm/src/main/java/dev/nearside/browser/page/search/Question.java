package dev.nearside.browser.page.search;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.LatestOnly;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/** The question field: asks while the person types, at once on Enter, and always what stands there last. */
final class Question {
    private static final String MODEL = "all-minilm-l6-v2";
    private static final int PAGE = 10;
    private static final int MOST = 50;
    private static final int PAUSE_MILLIS = 180;

    private final NearClient near;
    private final String provider;
    private final Answers answers;
    private final Supplier<Set<String>> documents;
    private final HTMLElement view = Dom.find("view-search");
    private final HTMLElement field = Dom.find("search-question");
    private final HTMLElement status = Dom.find("search-status");
    private final HTMLElement timings = Dom.find("search-timings");
    private final LatestOnly search = new LatestOnly(this::answer);
    private String asked = "";
    private int limit = PAGE;

    /** @param documents the ids to search in; empty for all */
    Question(NearClient near, String provider, Answers answers, Supplier<Set<String>> documents) {
        this.near = near;
        this.provider = provider;
        this.answers = answers;
        this.documents = documents;
        Dom.on(field, "input", event -> later(field, PAUSE_MILLIS, this::ask));
        Dom.on(Dom.find("search-form"), "submit", event -> {
            Dom.prevent(event);
            later(field, 0, this::ask);
        });
        Dom.on(Dom.find("search-more"), "click", event -> {
            limit = Math.min(MOST, limit + PAGE);
            ask();
        });
    }

    /** Puts a question into the field and asks it. */
    void ask(String question) {
        Dom.value(field, question);
        field.focus();
        ask();
    }

    /** Forgets the question, and what was found. */
    void clear() {
        Dom.value(field, "");
        say("", "", false);
        answers.idle();
    }

    /** Asks again, as what the answer depends on has changed. */
    void ask() {
        search.ask();
    }

    /** Puts the cursor into the field. */
    void focus() {
        field.focus();
    }

    /** Loads the language model, so that the first answer does not wait for it. */
    void warmUp() {
        search.ask();
    }

    private String text() {
        return Dom.value(field).trim();
    }

    private void answer() {
        String question = text();
        try {
            Promises.join(near.load(MODEL, provider, this::loading, null));
            if (question.isEmpty()) {
                say("", "", false);
                answers.idle();
                return;
            }
            if (!question.equals(asked)) {
                asked = question;
                limit = PAGE;
            }
            JSObject answer = Promises.awaitValue(near.search().query(question, options()));
            if (question.equals(text())) {
                show(question, answer);
            }
        } catch (JsFailure e) {
            String what = question.isEmpty() ? "The language model is not there: " : "This could not be searched: ";
            say(what + e.getMessage(), "", true);
        }
    }

    private void loading(JSObject progress) {
        double total = JsObjects.number(progress, "total", 0);
        say(WorkCard.modelText(JsObjects.number(progress, "loaded", 0), total), "", false);
    }

    private JSObject options() {
        JSObject options = JsObjects.create();
        JsObjects.set(options, "limit", limit);
        Set<String> only = documents.get();
        if (!only.isEmpty()) {
            JSArray<JSString> ids = new JSArray<>();
            only.forEach(id -> ids.push(JSString.valueOf(id)));
            JsObjects.set(options, "documents", ids);
        }
        return options;
    }

    private void show(String question, JSObject answer) {
        List<Passage> passages = Passage.all(answer);
        boolean answered = JsObjects.flag(answer, "answered");
        answers.show(new Answers.Result(question, passages, answered, passages.size() == limit && limit < MOST));
        say(found(passages, answered), took(answer), false);
    }

    private static String found(List<Passage> passages, boolean answered) {
        if (!answered && !passages.isEmpty()) {
            return "Nothing answers that well";
        }
        long files = passages.stream().map(Passage::document).distinct().count();
        return passages.isEmpty()
                ? "Nothing found"
                : Amounts.count(passages.size(), "passage") + " from " + Amounts.count(files, "file") + ", best first";
    }

    private static String took(JSObject answer) {
        JSObject times = JsObjects.get(answer, "timings");
        JSObject known = times == null ? JsObjects.create() : times;
        return "Question understood in " + Amounts.millis(JsObjects.number(known, "embed", 0))
                + ", library searched in " + Amounts.millis(JsObjects.number(known, "search", 0)) + ", on "
                + Amounts.provider(JsObjects.text(answer, "provider"));
    }

    private void say(String what, String took, boolean trouble) {
        view.setAttribute("data-trouble", String.valueOf(trouble));
        Dom.text(status, what);
        Dom.text(timings, took);
    }

    @JSBody(
            params = {"field", "millis", "then"},
            script = "clearTimeout(field.nearsideTimer);"
                    + "field.nearsideTimer = setTimeout(function() { then(); }, millis);")
    private static native void later(HTMLElement field, int millis, Then then);

    @JSFunctor
    private interface Then extends JSObject {
        void then();
    }
}
