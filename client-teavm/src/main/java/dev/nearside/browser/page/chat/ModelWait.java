package dev.nearside.browser.page.chat;

import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Waits until the tab has loaded its model, or a person would rather have the answer from somebody else meanwhile. */
final class ModelWait {
    private final ModelPicker models;
    private final ChatModel model;
    private final AbortController instead = AbortController.create();
    private double millis;

    ModelWait(ModelPicker models, ChatModel model) {
        this.models = models;
        this.model = model;
    }

    /**
     * Has the model loaded. Blocks. It goes on being loaded for the next answer where somebody else is to give this one.
     *
     * @param heard told how far it is, in a person's words; called from JavaScript too: must not block
     * @param stopped ends the loading and the waiting
     * @return whether it is loaded; if not, somebody else is to answer
     * @throws JsFailure if it cannot be loaded, or was stopped
     */
    boolean run(Consumer<String> heard, AbortSignal stopped) {
        double start = JsObjects.now();
        AbortController loading = AbortController.create();
        AbortSignal.onAbort(stopped, () -> {
            if (!instead.getSignal().isAborted()) {
                loading.abort();
            }
        });
        JSPromise<JSObject> loaded = Promises.start(() -> {
            models.load(
                    model,
                    howFar -> {
                        if (!instead.getSignal().isAborted()) {
                            heard.accept(howFar);
                        }
                    },
                    loading.getSignal());
            return null;
        });
        Promises.join(either(loaded, instead.getSignal()));
        millis = JsObjects.now() - start;
        return !instead.getSignal().isAborted();
    }

    /** Somebody else is to answer. */
    void leave() {
        instead.abort();
    }

    /** How long was waited. */
    double millis() {
        return millis;
    }

    /** Settled as the first of both is; what becomes of the other is said where it is shown. */
    @JSBody(
            params = {"loaded", "instead"},
            script = "return new Promise(function(resolve, reject) {"
                    + "  instead.addEventListener('abort', function() { resolve({}); });"
                    + "  loaded.then(resolve, reject);"
                    + "});")
    private static native JSPromise<JSObject> either(JSPromise<JSObject> loaded, AbortSignal instead);
}
