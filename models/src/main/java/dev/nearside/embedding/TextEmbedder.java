package dev.nearside.embedding;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes vectors of texts: tokens, batches of like length, the mean over each text's tokens, length 1 (Reimers and
 * Gurevych, <i>Sentence-BERT</i>, 2019). Session and tokenizer stay the caller's to close. Not thread-safe.
 *
 * <pre>{@code
 * TextEmbedder embedder = new TextEmbedder(session, tokenizer, manifest);
 * Embeddings e = embedder.embed(
 *         List.of(EmbeddingInput.ofText("a lake"), EmbeddingInput.ofText("a pond")), EmbedOptions.TRUNCATING);
 * e.copyVector(1).length  // 384
 * e.tokens(1)             // 4
 * }</pre>
 */
public final class TextEmbedder implements EmbeddingBackend {
    private final InferenceSession session;
    private final Manifest manifest;
    private final EmbeddingSpec spec;
    private final Tokenizer tokenizer;
    private final Splitter splitter;
    private final String output;

    /**
     * Embeds with that session.
     *
     * @throws InvalidInput if the model makes no vectors of texts
     */
    public TextEmbedder(InferenceSession session, Tokenizer tokenizer, Manifest manifest) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.manifest = manifest;
        this.spec = EmbeddingSpec.of(manifest);
        this.splitter = new Splitter(tokenizer, spec.maxTokens());
        this.output = manifest.runtime().outputs().get(0).name();
    }

    @Override
    public String model() {
        return manifest.id();
    }

    @Override
    public int dimensions() {
        return spec.dimensions();
    }

    /** Tokens of that text, the special ones included, however many the model takes. */
    public int countTokens(String text) {
        return tokenizer.encode(text).size();
    }

    @Override
    public Embeddings embed(List<EmbeddingInput> inputs, EmbedOptions options) {
        List<Piece> pieces = new ArrayList<>();
        int[] tokens = new int[inputs.size()];
        long total = 0;
        for (int i = 0; i < tokens.length; i++) {
            for (Piece piece : splitter.pieces(i, inputs.get(i), options.overflow())) {
                pieces.add(piece);
                tokens[i] += piece.length();
                total += piece.length();
            }
        }
        float[] vectors = new float[tokens.length * spec.dimensions()];
        long done = 0;
        for (List<Piece> batch : Batches.of(pieces)) {
            if (options.cancelled().getAsBoolean()) {
                throw new Cancelled("embedding was cancelled");
            }
            run(batch, vectors);
            for (Piece piece : batch) {
                done += piece.length();
            }
            options.progress().at(done, total);
        }
        finish(vectors, tokens.length);
        return new Embeddings(spec.dimensions(), vectors, tokens);
    }

    private void run(List<Piece> batch, float[] vectors) {
        int length = batch.get(0).length();
        long[] ids = new long[batch.size() * length];
        long[] mask = new long[ids.length];
        for (int row = 0; row < batch.size(); row++) {
            Piece piece = batch.get(row);
            piece.copyTo(ids, row * length);
            for (int i = 0; i < piece.length(); i++) {
                mask[row * length + i] = 1;
            }
        }
        Shape shape = Shape.of(batch.size(), length);
        Map<String, Tensor> outputs = session.run(feeds(shape, ids, mask));
        try {
            pool(batch, length, hidden(outputs, shape), vectors);
        } finally {
            outputs.values().forEach(Tensor::close);
        }
    }

    private Map<String, HostTensor> feeds(Shape shape, long[] ids, long[] mask) {
        Map<String, HostTensor> feeds = new LinkedHashMap<>();
        for (ValueInfo input : manifest.runtime().inputs()) {
            long[] values =
                    switch (input.name()) {
                        case "input_ids" -> ids;
                        case "attention_mask" -> mask;
                        case "token_type_ids" -> new long[ids.length];
                        default -> throw new InvalidInput("the model wants '" + input.name() + "', which no text has");
                    };
            feeds.put(input.name(), HostTensor.ofLongs(ElementType.INT64, shape, values));
        }
        return feeds;
    }

    private float[] hidden(Map<String, Tensor> outputs, Shape batch) {
        Tensor tensor = outputs.get(output);
        Shape expected = Shape.of(batch.dim(0), batch.dim(1), spec.dimensions());
        if (tensor == null || !tensor.shape().equals(expected)) {
            throw new InferenceFailed(manifest.id() + " gave " + (tensor == null ? outputs.keySet() : tensor.shape())
                    + " instead of '" + output + "' " + expected);
        }
        return tensor.toHost().floats();
    }

    private void pool(List<Piece> batch, int length, float[] hidden, float[] vectors) {
        float[] vector = new float[spec.dimensions()];
        for (int row = 0; row < batch.size(); row++) {
            Piece piece = batch.get(row);
            Pooling.mean(hidden, row * length * vector.length, piece.length(), vector);
            if (spec.normalised()) {
                Pooling.normalise(vector);
            }
            Pooling.addWeighted(vector, piece.share(), vectors, piece.input() * vector.length);
        }
    }

    /** What was split is a mean of vectors so far, shorter than 1. */
    private void finish(float[] vectors, int count) {
        float[] vector = new float[spec.dimensions()];
        for (int i = 0; i < count && spec.normalised(); i++) {
            System.arraycopy(vectors, i * vector.length, vector, 0, vector.length);
            Pooling.normalise(vector);
            System.arraycopy(vector, 0, vectors, i * vector.length, vector.length);
        }
    }
}
