package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Shows which model answers, how it stands, and the one thing to do about it. */
final class ModelCard {
    private final HTMLElement card = Dom.find("chat-model");
    private final HTMLElement select = Dom.find("chat-model-select");
    private final HTMLElement facts = Dom.find("chat-model-facts");
    private final HTMLElement licence = Dom.find("chat-model-licence");
    private final HTMLElement status = Dom.find("chat-model-status");
    private final HTMLElement progress = Dom.find("chat-model-progress");
    private final HTMLElement action = Dom.find("chat-model-get");
    private final HTMLElement cancel = Dom.find("chat-model-cancel");

    /** Hears what a person wants. */
    interface Listener {
        void chosen(String id);

        void act();

        void cancel();

        void look();
    }

    ModelCard(Listener listener) {
        Dom.on(select, "change", event -> listener.chosen(Dom.value(select)));
        Dom.on(action, "click", event -> listener.act());
        Dom.on(cancel, "click", event -> listener.cancel());
        Dom.on(Dom.find("chat-model-look"), "click", event -> listener.look());
    }

    /** Lists models to choose from. */
    void list(List<ChatModel> models, @Nullable ChatModel chosen) {
        select.clear();
        for (ChatModel model : models) {
            String rest = ", " + model.size() + ", " + model.licence() + (model.installed() ? "" : ", not installed");
            option(
                    select,
                    model.id(),
                    model.title() + rest,
                    chosen != null && chosen.id().equals(model.id()));
        }
        Dom.find("chat-model-choice").setHidden(models.size() < 2);
    }

    /** The server lists none, or could not be asked. */
    void none(String why) {
        state("none");
        Dom.text(Dom.find("chat-model-title"), "No language model yet");
        Dom.text(status, why);
    }

    /** A model that the server has yet to fetch, or that this tab has yet to load. */
    void idle(ChatModel model) {
        about(model);
        state(model.installed() ? "installed" : "missing");
        Dom.text(
                status,
                model.installed()
                        ? "Installed on this machine. It answers in this tab once it is loaded."
                        : "Not installed yet.");
        Dom.text(action, (model.installed() ? "Load " : "Get ") + model.title() + " (" + model.size() + ")");
    }

    /** The server fetches it: what {@code GET /api/pull/{id}} tells. */
    void pulling(JSObject pull) {
        state("pulling");
        double total = JsObjects.number(pull, "totalBytes", 0);
        double done = JsObjects.number(pull, "doneBytes", 0);
        boolean downloads = "downloading".equals(JsObjects.text(pull, "state"));
        Dom.progress(progress, downloads && total > 0 ? done / total : -1);
        Dom.text(status, PullText.of(pull));
    }

    /** It comes into this tab: {@code {file, loaded, total}}. */
    void loading(double loaded, double total) {
        state("loading");
        boolean known = total > 0 && loaded < total;
        Dom.progress(progress, known ? loaded / total : -1);
        Dom.text(
                status,
                known
                        ? "Loading into this tab: " + Amounts.bytes(loaded) + " of " + Amounts.bytes(total)
                        : "Getting ready in this tab…");
    }

    void ready(ChatModel model, String how) {
        about(model);
        state("ready");
        Dom.text(status, how);
    }

    /** What went wrong, and what to do. */
    void failed(ChatModel model, String why) {
        about(model);
        state("failed");
        Dom.text(status, why);
        Dom.text(action, "Try again");
    }

    private void about(ChatModel model) {
        Dom.text(Dom.find("chat-model-title"), model.title());
        Dom.text(facts, model.size());
        Dom.text(licence, model.licence());
        licence.setAttribute("href", model.licenceUrl());
    }

    private void state(String state) {
        card.setAttribute("data-state", state);
        boolean working = state.equals("pulling") || state.equals("loading");
        cancel.setHidden(!working);
        Dom.enable(select, !working);
    }

    @JSBody(
            params = {"select", "value", "text", "chosen"},
            script = "select.appendChild(new Option(text, value, chosen, chosen));")
    private static native void option(HTMLElement select, String value, String text, boolean chosen);
}
