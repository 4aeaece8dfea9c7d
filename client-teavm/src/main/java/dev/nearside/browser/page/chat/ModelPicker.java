package dev.nearside.browser.page.chat;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** Which model answers: chosen, fetched by the server, loaded into the tab. */
final class ModelPicker {
    /** The router chooses the model. */
    static final String AUTO = "auto";

    private final NearClient near;
    private final String provider;
    private final Runnable changed;
    private final ModelCard card;
    private Available available = Available.UNKNOWN;
    private String wanted = AUTO;
    private @Nullable ChatModel chosen;
    private @Nullable AbortController loading;
    private Plan plan = Plan.UNKNOWN;
    private String ready = "";
    private String how = "";
    private int context = Plan.USUAL_CONTEXT;
    private boolean working;
    private boolean asking;

    /** @param changed told when another model is ready, or none any more */
    ModelPicker(NearClient near, String provider, Runnable changed) {
        this.near = near;
        this.provider = provider;
        this.changed = changed;
        card = new ModelCard(new Actions());
        Dom.on(Dom.window(), "nearside-key", event -> {
            if (!working && loading == null) {
                new Thread(this::refresh).start();
            }
        });
    }

    /** The model to answer with: one whose files the server has. */
    Optional<ChatModel> usable() {
        return Optional.ofNullable(chosen).filter(ChatModel::installed);
    }

    /** The model that the server lists under that id. */
    Optional<ChatModel> named(String id) {
        return available.named(id);
    }

    /** What to ask for: {@code auto}, or the model that the person chose. */
    String wanted() {
        return wanted;
    }

    /** What could answer, as far as is known. */
    Available available() {
        return available;
    }

    /** Whether the server is being asked what it has. */
    boolean isAsking() {
        return asking;
    }

    /** Whether the model is loaded, as far as this page knows. */
    boolean isReady(ChatModel model) {
        return ready.equals(model.id());
    }

    /** What to press or run so that a model of this device can answer; empty if that is not known. */
    String advice() {
        return card.advice();
    }

    /** Tokens that the model can hold, as far as is known. */
    int context() {
        return context;
    }

    /** Asks the server what it has. Blocks. */
    void refresh() {
        asking = true;
        try {
            list();
            show();
        } catch (JsFailure e) {
            card.none("The server could not be asked for its models: " + e.getMessage() + ".");
        } finally {
            asking = false;
        }
        changed.run();
    }

    private void list() {
        available = Available.ask(near);
        Dom.find("chat-key").setHidden(!available.wantsKey());
        String remembered = Browser.remembered("model");
        wanted = remembered != null && isKnown(remembered) ? remembered : AUTO;
        String before = chosen == null ? "" : chosen.id();
        chosen = named(wanted).or(() -> named(before)).or(available::first).orElse(null);
        card.list(available.models(), available.elsewhere(), wanted);
    }

    private boolean isKnown(String id) {
        return named(id).isPresent() || available.elsewhere(id).isPresent();
    }

    private void show() {
        ChatModel model = chosen;
        Optional<Elsewhere> outside = available.elsewhere(wanted);
        if (outside.isPresent()) {
            card.elsewhere(outside.get());
        } else if (model == null) {
            card.none("This server lists no language model. Run “java -jar nearside.jar pull smollm2-135m-instruct”, or"
                    + " “pull gguf:FILE” with a model’s GGUF file, and look again.");
        } else if (ready.equals(model.id())) {
            card.ready(model, plan, how);
        } else {
            plan = planOf(model);
            card.idle(model, plan);
        }
    }

    /** A plan that cannot be made keeps nobody from trying. */
    private Plan planOf(ChatModel model) {
        try {
            return Plan.of(Promises.await(near.plan(model.id(), provider)));
        } catch (JsFailure e) {
            return Plan.UNKNOWN;
        }
    }

    /** Fetches the model if the server lacks it, and loads it. Blocks. */
    private void bring() {
        ChatModel model = chosen;
        if (model == null || working) {
            return;
        }
        working = true;
        try {
            if (model.installed() || pull(model)) {
                load(
                        chosen == null ? model : chosen,
                        howFar -> {},
                        AbortController.create().getSignal());
            }
        } catch (JsFailure e) {
            // The card says it, or that it was cancelled.
            ready = "";
        } finally {
            working = false;
            changed.run();
        }
    }

    private boolean pull(ChatModel model) {
        card.pulling(JsObjects.create());
        JSObject last;
        try {
            last = Promises.awaitValue(PullClient.pull(model.id(), card::pulling));
        } catch (JsFailure e) {
            card.failed(model, plan, "It could not be fetched: " + e.getMessage() + ".", "");
            return false;
        }
        String state = JsObjects.text(last, "state");
        if ("installed".equals(state)) {
            refresh();
            return true;
        }
        if ("cancelled".equals(state)) {
            card.idle(model, plan);
        } else {
            JSObject error = JsObjects.get(last, "error");
            card.failed(model, plan, PullText.failure(error), PullText.why(error));
        }
        return false;
    }

    /** Releases the model and takes its files out of this browser. Blocks. */
    private void remove() {
        ChatModel model = chosen;
        if (model == null || working) {
            return;
        }
        try {
            Promises.join(near.remove(model.id()));
            ready = "";
            refresh();
        } catch (JsFailure e) {
            card.failed(model, plan, "It could not be removed: " + e.getMessage(), "");
        }
    }

    private void stopPull(ChatModel model) {
        try {
            Promises.join(PullClient.cancel(model.id()));
        } catch (JsFailure e) {
            card.failed(model, plan, "The server could not be told to stop: " + e.getMessage(), "");
        }
    }

    /**
     * Loads a model, if it is not loaded. Blocks.
     *
     * @param heard told how far it is, in a person's words; called from JavaScript too: must not block
     * @param signal stops it
     * @throws JsFailure if it cannot be
     */
    void load(ChatModel model, Consumer<String> heard, AbortSignal signal) {
        AbortController controller = AbortController.create();
        AbortSignal.onAbort(signal, controller::abort);
        loading = controller;
        try {
            boolean fresh = !ready.equals(model.id());
            if (fresh) {
                card.loading(0, 0);
            }
            JSObject loaded = Promises.awaitValue(
                    near.load(model.id(), provider, value -> progress(value, heard), controller.getSignal()));
            ready = model.id();
            chosen = model;
            how = "Ready on " + Amounts.provider(JsObjects.text(loaded, "provider")) + ". It runs in this tab.";
            context = Plan.contextOf(loaded);
            card.ready(model, plan, how);
            if (fresh) {
                list();
                usable().ifPresent(card::kept);
            }
        } catch (JsFailure e) {
            ready = "";
            if (controller.getSignal().isAborted()) {
                card.idle(model, plan);
            } else {
                card.failed(model, plan, "It could not be loaded: " + e.getMessage(), "");
            }
            throw e;
        } finally {
            loading = null;
        }
    }

    private void progress(JSObject progress, Consumer<String> heard) {
        double total = JsObjects.number(progress, "total", 0);
        if (total > 0) {
            double loaded = JsObjects.number(progress, "loaded", 0);
            card.loading(loaded, total);
            heard.accept(ModelCard.howFar(loaded, total));
        }
    }

    private final class Actions implements ModelCard.Listener {
        @Override
        public void chosen(String id) {
            Browser.remember("model", id);
            wanted = id;
            Optional<ChatModel> model = named(id);
            if (model.isPresent() && !model.get().equals(chosen)) {
                ready = "";
                chosen = model.get();
            }
            new Thread(ModelPicker.this::show).start();
            changed.run();
        }

        @Override
        public void act() {
            new Thread(ModelPicker.this::bring).start();
        }

        @Override
        public void cancel() {
            AbortController controller = loading;
            ChatModel model = chosen;
            if (controller != null) {
                controller.abort();
            } else if (model != null) {
                new Thread(() -> stopPull(model)).start();
            }
        }

        @Override
        public void remove() {
            new Thread(ModelPicker.this::remove).start();
        }

        @Override
        public void look() {
            new Thread(ModelPicker.this::refresh).start();
        }
    }
}
