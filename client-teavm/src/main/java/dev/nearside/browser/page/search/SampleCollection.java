package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The documents that come with the page, for whoever has nothing at hand, and questions that they answer. The build makes
 * one file of them: {@code {title, documents: [{name, text}], questions: [text]}}.
 */
final class SampleCollection {
    private final HTMLElement button = Dom.find("search-sample");
    private final HTMLElement rest = Dom.find("search-sample-rest");
    private final HTMLElement examples = Dom.find("search-examples");
    private final Consumer<Picked> take;
    private final Consumer<String> ask;
    private final Toast toast;
    /** Of its documents, as far as the collection was taken. */
    private Set<String> names = Set.of();

    /**
     * Offers the collection.
     *
     * @param take takes its documents
     * @param ask asks one of its questions
     */
    SampleCollection(Consumer<Picked> take, Consumer<String> ask, Toast toast) {
        this.take = take;
        this.ask = ask;
        this.toast = toast;
        Dom.on(button, "click", event -> new Thread(this::bring).start());
        Dom.on(rest, "click", event -> new Thread(this::bring).start());
    }

    private void bring() {
        Dom.enable(button, false);
        Dom.enable(rest, false);
        try {
            JSObject collection = fetch();
            remember(true);
            know(collection);
            take.accept(documents(collection));
        } catch (JsFailure e) {
            toast.problem("The sample collection could not be fetched: " + e.getMessage());
        } finally {
            Dom.enable(button, true);
            Dom.enable(rest, true);
        }
    }

    /**
     * Offers what a cancelled addition, or a removal, left out of a collection that was taken.
     *
     * @param settled whether no files are on their way
     */
    void offerTheRest(List<Entry> entries, boolean settled) {
        Set<String> missing = new HashSet<>(names);
        entries.forEach(entry -> missing.remove(entry.name()));
        Dom.text(rest, "Add the rest of the sample collection: " + Amounts.count(missing.size(), "file"));
        rest.setHidden(missing.isEmpty() || !settled);
    }

    /** Shows the questions if the collection was taken on an earlier visit. Blocks. */
    void questionsOfEarlierVisit() {
        if (isRemembered()) {
            try {
                know(fetch());
            } catch (JsFailure e) {
                // Without the server there are just no examples; the library itself is here.
                examples.setHidden(true);
            }
        }
    }

    /** The collection was wiped with all else. */
    void forget() {
        remember(false);
        names = Set.of();
        examples.setHidden(true);
    }

    private JSObject fetch() {
        return Promises.awaitValue(json(String.valueOf(button.getAttribute("data-source"))));
    }

    private static Picked documents(JSObject collection) {
        Picked picked = new Picked();
        for (JSObject document : JsArrays.objects(JsObjects.get(collection, "documents"))) {
            picked.addText(
                    String.valueOf(JsObjects.text(document, "name")), String.valueOf(JsObjects.text(document, "text")));
        }
        return picked;
    }

    private void know(JSObject collection) {
        names = JsArrays.objects(JsObjects.get(collection, "documents")).stream()
                .map(document -> String.valueOf(JsObjects.text(document, "name")))
                .collect(Collectors.toSet());
        examples.setHidden(false);
        HTMLElement list = Dom.find("search-examples-list");
        list.clear();
        for (JSObject question : JsArrays.objects(JsObjects.get(collection, "questions"))) {
            String text = ((JSString) question).stringValue();
            HTMLElement example = Dom.copyTemplate("example");
            Dom.text(example, text);
            Dom.on(example, "click", event -> ask.accept(text));
            list.appendChild(example);
        }
    }

    @JSBody(
            params = "address",
            script = "return fetch(address, {credentials: 'omit'}).then(function(response) {"
                    + "  if (!response.ok) { throw new Error('the server answered ' + response.status); }"
                    + "  return response.json();"
                    + "});")
    private static native JSPromise<JSObject> json(String address);

    @JSBody(
            params = "taken",
            script = "if (taken) { localStorage.setItem('nearside.search.sample', 'taken'); }"
                    + "else { localStorage.removeItem('nearside.search.sample'); }")
    private static native void remember(boolean taken);

    @JSBody(script = "return localStorage.getItem('nearside.search.sample') === 'taken';")
    private static native boolean isRemembered();
}
