package dev.nearside.browser.page.chat;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.page.search.JsArrays;
import dev.nearside.browser.page.search.Passage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** The person's files, as {@code #/search} keeps them. Calls block. */
final class Library {
    private static final String EMBEDDING_MODEL = "all-minilm-l6-v2";
    private static final int MOST_PASSAGES = 6;

    private final NearClient near;
    private final String provider;

    Library(NearClient near, String provider) {
        this.near = near;
        this.provider = provider;
    }

    /**
     * What the files say to a question.
     *
     * @param passages the best first
     * @param answered whether a passage is near enough to answer
     */
    record Found(List<Source> passages, boolean answered) {}

    /** How many files there are, in words that go before a link to them. */
    String describe() {
        int size = JsArrays.objects(Promises.await(near.search().documents())).size();
        return size == 0 ? "Your library is empty: " : "Your " + Amounts.count(size, "file") + " will be asked. ";
    }

    /**
     * Passages that are near enough to answer.
     *
     * @throws JsFailure if they could not be searched
     */
    Found find(String question, AbortSignal signal) {
        Promises.join(near.load(EMBEDDING_MODEL, provider, progress -> {}, signal));
        JSObject options = JsObjects.create();
        JsObjects.set(options, "limit", MOST_PASSAGES);
        JsObjects.set(options, "signal", signal);
        JSObject answer = Promises.awaitValue(near.search().query(question, options));
        // Others would be read for nothing, and be named as sources.
        List<Source> passages = Passage.all(answer).stream()
                .filter(Passage::near)
                .map(Source::of)
                .toList();
        return new Found(passages, JsObjects.flag(answer, "answered") && !passages.isEmpty());
    }

    /** How many tokens a text is for that model; a guess on the safe side where its tokenizer cannot be had here. */
    int tokens(String model, String text, @Nullable AbortSignal signal) {
        JSObject request = JsObjects.create();
        JsObjects.set(request, "model", model);
        JsObjects.set(request, "input", text);
        JsObjects.set(request, "add_special_tokens", false);
        try {
            return idsOf(Promises.awaitValue(near.encode(request, signal)));
        } catch (JsFailure e) {
            if (!"invalid_input".equals(e.code())) {
                throw e;
            }
            // At the worst a character of this text is a token of its own; in English four are one.
            return text.length() / 2 + 1;
        }
    }

    @JSBody(params = "answer", script = "return answer.ids.length;")
    private static native int idsOf(JSObject answer);
}
