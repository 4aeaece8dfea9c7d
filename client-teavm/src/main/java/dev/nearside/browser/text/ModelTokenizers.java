package dev.nearside.browser.text;

import dev.nearside.browser.engine.LoadedModels;
import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.rpc.Call;
import dev.nearside.browser.store.ModelStore;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.TokenizerSpec;
import dev.nearside.error.InvalidInput;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.typedarrays.Uint8Array;

/** The tokenizers of models that take text, fetched without the weights, each read once. */
final class ModelTokenizers {
    private final ModelStore store;
    private final ByteTransfer transfer;
    private final Map<String, Tokenizer> tokenizers = new HashMap<>();

    ModelTokenizers(ModelStore store, ByteTransfer transfer) {
        this.store = store;
        this.transfer = transfer;
    }

    /**
     * The tokenizer of that model.
     *
     * @throws InvalidInput if the model takes no text
     */
    Tokenizer get(String model, Call call) {
        Tokenizer known = tokenizers.get(model);
        if (known != null) {
            return known;
        }
        Manifest manifest = store.manifest(model, call.signal());
        TokenizerSpec spec = manifest.tokenizer();
        if (spec == null) {
            throw new InvalidInput("the model " + model + " takes no text; it is for " + manifest.task());
        }
        if (!spec.isCompact()) {
            // To walk the JSON takes half a second; the build has done it.
            throw new InvalidInput(
                    "the tokenizer of " + model + " was not compiled for the tab; see Tokenizers.compact");
        }
        Uint8Array bytes = store.bytes(manifest, spec.file(), call.signal(), LoadedModels.telling(model, call));
        Tokenizer read = Tokenizers.fromCompact(transfer.copy(bytes));
        Tokenizer before = tokenizers.put(model, read);
        return before == null ? read : before;
    }

    /** Lets go of a model's tokenizer. */
    void forget(String model) {
        tokenizers.remove(model);
    }
}
