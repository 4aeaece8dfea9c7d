package dev.nearside.server.openai;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.SelfTest;
import dev.nearside.embedding.EmbeddingSpec;
import dev.nearside.embedding.TextEmbedder;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.tokenizer.Tokenizer;
import io.javalin.http.HttpResponseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of this server that embed, each loaded when it is first asked for. Thread-safe. */
final class EmbeddingModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingModels.class);

    private final ModelLibrary library;
    private final Supplier<InferenceRuntime> runtimes;
    private final Limits limits;
    private final EmbeddingMeters meters;
    private final Map<String, EmbeddingModel> loaded = new HashMap<>();
    private @Nullable InferenceRuntime runtime;

    EmbeddingModels(ModelLibrary library, Supplier<InferenceRuntime> runtimes, Limits limits, EmbeddingMeters meters) {
        this.library = library;
        this.runtimes = runtimes;
        this.limits = limits;
        this.meters = meters;
    }

    /** The ids of the models that can be asked for. */
    List<String> ids() {
        return library.models().stream()
                .filter(model ->
                        embeds(model.manifest()) && model.catalogEntry().installed())
                .map(model -> model.manifest().id())
                .toList();
    }

    private static boolean embeds(Manifest manifest) {
        if (manifest.tokenizer() == null
                || manifest.runtime().graphFor(ExecutionProvider.CPU).isEmpty()) {
            return false;
        }
        try {
            return EmbeddingSpec.of(manifest).dimensions() > 0;
        } catch (InvalidInput e) {
            LOG.debug("{} does not embed", manifest.id(), e);
            return false;
        }
    }

    /**
     * The model of that id, loaded and tested if it was not.
     *
     * @throws HttpResponseException 404 if there is none that embeds
     * @throws InferenceFailed if it computes wrong numbers here
     */
    synchronized EmbeddingModel get(String id) {
        EmbeddingModel known = loaded.get(id);
        if (known != null) {
            return known;
        }
        HostedModel model = library.find(id)
                .filter(found -> embeds(found.manifest()))
                .orElseThrow(() -> Refusal.noModel(
                        "there is no model '" + id + "' that embeds; there are " + String.join(", ", ids())));
        EmbeddingModel opened = open(model);
        loaded.put(id, opened);
        return opened;
    }

    private EmbeddingModel open(HostedModel model) {
        long start = System.nanoTime();
        Manifest manifest = model.manifest();
        Tokenizer tokenizer = model.tokenizer();
        if (runtime == null) {
            runtime = runtimes.get();
        }
        SessionOptions options = SessionOptions.on(ExecutionProvider.CPU);
        InferenceSession session = runtime.open(manifest.filesFor(options.provider()), options);
        SelfTest.Result test = SelfTest.run(manifest.golden(), session);
        if (!test.passed()) {
            session.close();
            throw new InferenceFailed(manifest.id() + " computes wrong numbers here: " + test);
        }
        LOG.info("{} loaded in {} ms; {}", manifest.id(), (System.nanoTime() - start) / 1_000_000, test);
        TextEmbedder embedder = new TextEmbedder(session, tokenizer.fork(), manifest);
        EmbeddingQueue queue = new EmbeddingQueue(embedder, limits, meters);
        return new EmbeddingModel(embedder, EmbeddingSpec.of(manifest), tokenizer, queue, limits);
    }

    /** Refuses what waits, and releases the models. */
    @Override
    public synchronized void close() {
        loaded.values().forEach(EmbeddingModel::close);
        loaded.clear();
        if (runtime != null) {
            // Sessions wait for the run under way before they are released.
            runtime.close();
        }
    }
}
