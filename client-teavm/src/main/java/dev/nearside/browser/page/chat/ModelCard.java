package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsObjects;
import java.util.List;
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
    private final HTMLElement remove = Dom.find("chat-model-remove");
    private final HTMLElement planned = Dom.find("chat-model-plan");
    private final HTMLElement note = Dom.find("chat-model-note");
    private final HTMLElement announcer = Dom.find("chat-model-announce");
    private String announced = "";
    private String offered = "";

    /** Hears what a person wants. */
    interface Listener {
        void chosen(String id);

        void act();

        void cancel();

        void remove();

        void look();
    }

    ModelCard(Listener listener) {
        Dom.on(select, "change", event -> listener.chosen(Dom.value(select)));
        Dom.on(action, "click", event -> listener.act());
        Dom.on(cancel, "click", event -> listener.cancel());
        Dom.on(remove, "click", event -> listener.remove());
        Dom.on(Dom.find("chat-model-look"), "click", event -> listener.look());
        Dom.on(Dom.find("chat-key-ask"), "click", event -> listener.look());
    }

    /**
     * Lists models to choose from.
     *
     * @param wanted {@code auto}, or what the person chose
     */
    void list(List<ChatModel> models, List<Elsewhere> elsewhere, String wanted) {
        select.clear();
        option(select, ModelPicker.AUTO, "Automatic: nearest first", wanted.equals(ModelPicker.AUTO));
        for (ChatModel model : models) {
            String rest = ", " + model.size() + ", " + model.licence() + (model.installed() ? "" : ", not installed");
            option(select, model.id(), model.title() + rest, wanted.equals(model.id()));
        }
        for (Elsewhere model : elsewhere) {
            option(select, model.id(), model.title(), wanted.equals(model.id()));
        }
        Dom.find("chat-model-choice").setHidden(models.size() + elsewhere.size() < 2);
    }

    /** The person has chosen a model that is not in the tab. */
    void elsewhere(Elsewhere model) {
        state("elsewhere");
        Dom.text(Dom.find("chat-model-title"), model.title());
        Dom.text(facts, "");
        Dom.text(licence, "");
        Dom.text(planned, "");
        remove.setHidden(true);
        String how = model.onThisMachine()
                ? "It answers outside this tab. What you write goes to the server on this machine."
                : "It answers outside this machine. What you write goes there.";
        Dom.text(status, how);
        announce(how);
    }

    /** The server lists none, or could not be asked. */
    void none(String why) {
        state("none");
        Dom.text(Dom.find("chat-model-title"), "No language model yet");
        Dom.text(planned, "");
        Dom.text(status, why);
        announce(why);
    }

    /** A model that the server has yet to fetch, or that this tab has yet to load. */
    void idle(ChatModel model, Plan plan) {
        about(model, plan);
        state(model.installed() ? "installed" : "missing");
        Dom.text(status, standing(model, plan));
        offer(
                model.installed()
                        ? "Load " + model.title() + plan.load(" (", ")")
                        : "Get " + model.title() + " (" + model.size() + ")");
    }

    private static String standing(ChatModel model, Plan plan) {
        ChatModel.Kept kept = model.kept();
        if (kept.complete()) {
            return "Kept in this browser. It answers in this tab once it is loaded, without the server too.";
        }
        if (kept.bytes() > 0) {
            return Amounts.bytes(kept.bytes()) + " of " + Amounts.bytes(kept.total())
                    + " are in this browser already; loading goes on from there.";
        }
        return model.installed()
                ? "Installed on this machine. It answers in this tab once it is loaded."
                : "Not installed yet. The server on your machine fetches " + model.size() + " at most, once"
                        + plan.load("; this tab then loads ", " of it") + ".";
    }

    /** The server fetches it: what {@code GET /api/pull/{id}} tells. */
    void pulling(JSObject pull) {
        state("pulling");
        double total = JsObjects.number(pull, "totalBytes", 0);
        double done = Math.min(total, JsObjects.number(pull, "doneBytes", 0));
        Dom.progress(progress, total > 0 && done > 0 ? done / total : -1);
        Dom.text(status, PullText.of(pull));
        Dom.text(note, PullText.note(pull));
        announce(PullText.step(pull) + quarters(done, total));
    }

    /** It comes into this tab: {@code {file, loaded, total}}. */
    void loading(double loaded, double total) {
        state("loading");
        boolean known = isKnown(loaded, total);
        Dom.progress(progress, known ? loaded / total : -1);
        Dom.text(status, howFar(loaded, total));
        announce(known ? "Loading into this tab" + quarters(loaded, total) : "Getting ready in this tab");
    }

    /** How far that is, in words. */
    static String howFar(double loaded, double total) {
        return isKnown(loaded, total)
                ? "Loading into this tab: " + Amounts.bytes(loaded) + " of " + Amounts.bytes(total)
                : "Getting ready in this tab…";
    }

    private static boolean isKnown(double loaded, double total) {
        return total > 0 && loaded < total;
    }

    /** What to press or run to have a model here; empty if the one that is shown does not fit, or is on its way already. */
    String advice() {
        String state = String.valueOf(card.getAttribute("data-state"));
        if (state.equals("none")) {
            return "Run “java -jar nearside.jar pull smollm2-135m-instruct” on this machine, press “Look again” above, and"
                    + " then “Try again”.";
        }
        boolean isOffered = state.equals("missing") || state.equals("installed") || state.equals("failed");
        return isOffered && "true".equals(planned.getAttribute("data-fits"))
                ? "Press “" + offered + "” above, and when it is ready “Try again”."
                : "";
    }

    void ready(ChatModel model, Plan plan, String how) {
        about(model, plan);
        state("ready");
        Dom.text(status, how);
        announce(how);
    }

    /** What went wrong and what to do, and details for whoever wants to know. */
    void failed(ChatModel model, Plan plan, String why, String details) {
        about(model, plan);
        state("failed");
        Dom.text(status, why);
        Dom.text(note, details);
        offer("Try again");
        announce(why);
    }

    private void offer(String what) {
        offered = what;
        Dom.text(action, what);
    }

    private void about(ChatModel model, Plan plan) {
        Dom.text(Dom.find("chat-model-title"), model.title());
        Dom.text(facts, model.size() + (model.installed() ? " on disk" : ""));
        Dom.text(licence, model.licence());
        licence.setAttribute("href", model.licenceUrl());
        Dom.text(planned, plan.text());
        planned.setAttribute("data-fits", String.valueOf(plan.fits()));
        Dom.enable(action, plan.fits());
        kept(model);
    }

    /** Offers to make room, where the model takes some. */
    void kept(ChatModel model) {
        remove.setHidden(model.kept().bytes() == 0);
        Dom.text(
                remove,
                "Remove from this browser (" + Amounts.bytes(model.kept().bytes()) + ")");
    }

    private void state(String state) {
        boolean hadFocus = Browser.hasFocus(action) || Browser.hasFocus(cancel);
        boolean working = state.equals("pulling") || state.equals("loading");
        card.setAttribute("data-state", state);
        cancel.setHidden(!working);
        if (working || state.equals("none")) {
            remove.setHidden(true);
        }
        Dom.enable(select, !working);
        if (hadFocus) {
            // A button that goes away would take the focus with it.
            (working ? cancel : state.equals("ready") ? Dom.find("chat-input") : action).focus();
        }
        if (!state.equals("pulling")) {
            Dom.text(note, "");
        }
    }

    /** Read out when it is another step or another quarter of one: not with each piece of a download. */
    private void announce(String what) {
        if (!announced.equals(what)) {
            announced = what;
            Dom.text(announcer, what);
        }
    }

    private static String quarters(double done, double total) {
        return total > 0 ? ", " + 25 * (int) (4 * done / total) + " percent" : "";
    }

    @JSBody(
            params = {"select", "value", "text", "chosen"},
            script = "select.appendChild(new Option(text, value, chosen, chosen));")
    private static native void option(HTMLElement select, String value, String text, boolean chosen);
}
