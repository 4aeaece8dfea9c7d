package dev.nearside.browser.search;

import dev.nearside.browser.rpc.Call;
import dev.nearside.embedding.EmbeddingProgress;
import dev.nearside.error.Cancelled;
import dev.nearside.error.DeviceLost;
import java.util.List;
import java.util.function.Function;

/**
 * The model as it is loaded at each moment of a long call: it may be unloaded meanwhile, or loaded on another provider,
 * which closes the session that the call began with.
 */
final class LatestEmbedder implements Embedder {
    private static final int MOST_CHANGES = 3;

    private final Function<Call, Embedder> embedders;
    private final Call call;
    private Embedder current;

    /** @param embedders gives the model, loaded if it is not */
    LatestEmbedder(Function<Call, Embedder> embedders, Call call) {
        this.embedders = embedders;
        this.call = call;
        this.current = embedders.apply(call);
    }

    @Override
    public String model() {
        return current.model();
    }

    @Override
    public String provider() {
        return current.provider();
    }

    @Override
    public int dimensions() {
        return current.dimensions();
    }

    @Override
    public int count(String text) {
        return current.count(text);
    }

    @Override
    public List<float[]> embed(List<String> texts, EmbeddingProgress progress) {
        for (int changes = 0; ; changes++) {
            Embedder used = embedders.apply(call);
            current = used;
            try {
                return used.embed(texts, progress);
            } catch (Cancelled | DeviceLost e) {
                throw e;
            } catch (RuntimeException e) {
                if (changes == MOST_CHANGES || embedders.apply(call) == used) {
                    throw e;
                }
            }
        }
    }
}
