package dev.nearside.browser.text;

import dev.nearside.browser.engine.LoadedModel;
import dev.nearside.browser.engine.LoadedModels;
import dev.nearside.browser.engine.Turns;
import dev.nearside.browser.engine.WantedProvider;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InvalidInput;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.LocalChat;
import dev.nearside.tokenizer.Tokenizer;
import java.util.HashMap;
import java.util.Map;

/** Loaded models that chat, each with its key-value cache. */
final class ChatModels {
    /** Tokens of the prompt in one run: enough to be fast, and few enough to let others in and to be cancelled. */
    private static final int PREFILL_CHUNK = 128;

    private final LoadedModels models;
    private final ModelTokenizers tokenizers;
    private final Map<String, ChatModel> ready = new HashMap<>();

    ChatModels(LoadedModels models, ModelTokenizers tokenizers) {
        this.models = models;
        this.tokenizers = tokenizers;
    }

    /**
     * The model where it is wanted, loaded if it is not.
     *
     * @throws InvalidInput if it does not chat
     */
    ChatModel get(String id, WantedProvider wanted, Call call) {
        // Before the weights, as a model without one is refused.
        Tokenizer tokenizer = tokenizers.get(id, call);
        LoadedModel loaded = models.get(id, wanted, call);
        ChatModel known = ready.get(id);
        if (known != null && known.loaded == loaded) {
            return known;
        }
        ChatModel made = new ChatModel(
                loaded, new LocalChat(loaded.manifest(), loaded.session(), tokenizer, settings(loaded)), new Turns());
        ready.put(id, made);
        if (known != null) {
            known.close();
        }
        return made;
    }

    private static GeneratorSettings settings(LoadedModel loaded) {
        return new GeneratorSettings(
                loaded.contextLength(),
                PREFILL_CHUNK,
                () -> Math.round(JsObjects.now() * 1e6),
                () -> Math.round(JsObjects.wallClock() * 1e3),
                GeneratorSettings.USUAL.recovery());
    }

    /** Lets go of a model, the answer that it is giving being cancelled. */
    void forget(String id) {
        ChatModel known = ready.remove(id);
        if (known != null) {
            known.close();
        }
    }

    /** A model that gives one answer at a time. */
    static final class ChatModel {
        private final LoadedModel loaded;
        private final LocalChat chat;
        private final Turns turns;
        private boolean closed;

        ChatModel(LoadedModel loaded, LocalChat chat, Turns turns) {
            this.loaded = loaded;
            this.chat = chat;
            this.turns = turns;
        }

        LoadedModel loaded() {
            return loaded;
        }

        LocalChat chat() {
            return chat;
        }

        /** Whose turn it is may use {@link #chat()}. */
        Turns turns() {
            return turns;
        }

        /** Whether answers are not wanted any more. */
        boolean isClosed() {
            return closed;
        }

        private void close() {
            closed = true;
            turns.run(chat::close);
        }
    }
}
