package dev.nearside.browser.text;

import dev.nearside.browser.engine.LoadedModel;
import dev.nearside.browser.engine.LoadedModels;
import dev.nearside.browser.engine.WantedProvider;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.search.Embedder;
import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.EmbeddingProgress;
import dev.nearside.embedding.Embeddings;
import dev.nearside.embedding.Overflow;
import dev.nearside.embedding.TextEmbedder;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loaded models that make vectors of texts, each with its tokenizer. */
final class TextModels {
    private final LoadedModels models;
    private final ModelTokenizers tokenizers;
    private final Map<String, TextModel> ready = new LinkedHashMap<>();

    TextModels(LoadedModels models, ModelTokenizers tokenizers) {
        this.models = models;
        this.tokenizers = tokenizers;
    }

    /** The model where it is wanted, loaded if it is not. */
    TextModel get(String id, WantedProvider wanted, Call call) {
        // Before the weights, as a model without one is refused.
        Tokenizer tokenizer = tokenizers.get(id, call);
        LoadedModel model = models.get(id, wanted, call);
        TextModel known = ready.get(id);
        if (known != null && known.loaded() == model) {
            return known;
        }
        TextModel made =
                new TextModel(model, tokenizer, new TextEmbedder(model.session(), tokenizer, model.manifest()));
        ready.put(id, made);
        return made;
    }

    /** A model that is loaded at the moment and can embed, that one if it is; null if there is none. Loads nothing. */
    @Nullable
    TextModel loaded(@Nullable TextModel preferred) {
        TextModel found = null;
        for (TextModel model : ready.values()) {
            boolean held = models.isHeld(model.loaded());
            if (held && (found == null || model == preferred)) {
                found = model;
            }
        }
        return found;
    }

    /** Lets go of a model. */
    void forget(String id) {
        ready.remove(id);
        tokenizers.forget(id);
    }

    /** A loaded model, and what makes vectors with it. */
    record TextModel(LoadedModel loaded, Tokenizer tokenizer, TextEmbedder embedder) implements Embedder {
        @Override
        public String model() {
            return loaded.manifest().id();
        }

        @Override
        public String provider() {
            return loaded.provider().label();
        }

        @Override
        public int dimensions() {
            return embedder.dimensions();
        }

        @Override
        public int count(String text) {
            return tokenizer.encode(text, false).size();
        }

        @Override
        public List<float[]> embed(List<String> texts, EmbeddingProgress progress) {
            List<EmbeddingInput> inputs = new ArrayList<>(texts.size());
            for (String text : texts) {
                inputs.add(EmbeddingInput.ofText(text));
            }
            Embeddings embeddings = embedder.embed(inputs, new EmbedOptions(Overflow.TRUNCATE, progress, () -> false));
            List<float[]> vectors = new ArrayList<>(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                vectors.add(embeddings.copyVector(i));
            }
            return vectors;
        }
    }
}
