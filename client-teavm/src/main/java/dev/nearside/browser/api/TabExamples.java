package dev.nearside.browser.api;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Has texts compared with the examples of tasks by a model that this tab has loaded anyway: nothing is loaded for it. */
final class TabExamples {
    /** A chat waits no longer; the work goes on, so that the next one finds the examples embedded. */
    private static final int PATIENCE_MILLIS = 3000;

    private final Engines engines;

    TabExamples(Engines engines) {
        this.engines = engines;
    }

    /**
     * Compares. Blocks.
     *
     * @param compare what the router asks for, JSON; null for nothing
     * @return the similarities, or why there are none, JSON; null where no model could tell any
     */
    @Nullable
    String compare(@Nullable String compare) {
        if (compare == null || !holdsEmbedder()) {
            return null;
        }
        JSObject argument = JsObjects.create();
        JsObjects.set(argument, "compare", compare);
        JSPromise<JSObject> comparing = engines.of(EngineKind.TEXT).call("examples.compare", argument, null, null);
        return JsObjects.text(Promises.awaitValue(patiently(comparing, PATIENCE_MILLIS)), "similarities");
    }

    /** Whether a model is loaded that generates no text. */
    private boolean holdsEmbedder() {
        for (String id : engines.loaded(EngineKind.TEXT)) {
            if (engines.contextLength(id) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Never rejected. */
    @JSBody(
            params = {"comparing", "millis"},
            script = "function none(problem) { return {similarities: JSON.stringify({problem: problem})}; }"
                    + "return new Promise(function(resolve) {"
                    + "  var timer = setTimeout(function() {"
                    + "    resolve(none('the embedding model of this tab had too much else to do'));"
                    + "  }, millis);"
                    + "  comparing.then(resolve, function(e) {"
                    + "    resolve(none('the embedding model of this tab failed: ' + (e && e.message || e)));"
                    + "  }).finally(function() { clearTimeout(timer); });"
                    + "});")
    private static native JSPromise<JSObject> patiently(JSPromise<JSObject> comparing, int millis);
}
