package dev.nearside.browser.page.chat;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.List;
import java.util.Optional;
import org.teavm.jso.JSObject;

/**
 * What could answer, as the server tells it.
 *
 * @param models that the server lists for tabs
 * @param elsewhere models that are not in the tab
 * @param wantsKey whether the server tells what it has only to who has its key, and the person has not told it
 * @param leadsFurther whether somebody beyond this machine could be asked
 */
record Available(List<ChatModel> models, List<Elsewhere> elsewhere, boolean wantsKey, boolean leadsFurther) {
    private static final String ANYTHING =
            "{\"request\": {\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"?\"}]}}";

    /** Nothing is known yet. */
    static final Available UNKNOWN = new Available(List.of(), List.of(), false, true);

    Available {
        models = List.copyOf(models);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * Asks the server. Blocks.
     *
     * @throws JsFailure if it cannot be asked
     */
    static Available ask(NearClient near) {
        List<ChatModel> models = ChatModel.all(Promises.awaitValue(near.list()));
        JSObject decision = Promises.awaitValue(near.explain(JsObjects.parse(ANYTHING)));
        return new Available(
                models,
                Elsewhere.all(decision),
                JsObjects.flag(decision, "wantsKey"),
                Elsewhere.leadsFurther(decision));
    }

    /** The model that the server lists under that id. */
    Optional<ChatModel> named(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** The model of that id that is not in the tab. */
    Optional<Elsewhere> elsewhere(String id) {
        return elsewhere.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** The model to begin with: one that is installed, if there is one. */
    Optional<ChatModel> first() {
        return models.stream().filter(ChatModel::installed).findFirst().or(() -> models.stream()
                .findFirst());
    }
}
