package dev.nearside.embedding;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;

/**
 * How a model's output becomes a vector, out of its manifest's {@code preprocessing} and {@code limits}.
 *
 * @param dimensions numbers in a vector
 * @param normalised whether vectors have length 1
 * @param maxTokens tokens that the model takes at once, the special ones included
 */
public record EmbeddingSpec(int dimensions, boolean normalised, int maxTokens) {

    /**
     * The specification in that manifest.
     *
     * @throws InvalidInput if the model makes no vectors of texts, or in a way that is not known here
     */
    public static EmbeddingSpec of(Manifest manifest) {
        JsonCursor preparation = JsonCursor.of(manifest.preprocessing());
        String pooling =
                preparation.optional("pooling").map(JsonCursor::asString).orElse("none");
        if (manifest.tokenizer() == null || !pooling.equals("mean")) {
            throw new InvalidInput("the model " + manifest.id() + " makes no vectors of texts: its manifest has "
                    + (manifest.tokenizer() == null ? "no tokenizer" : "the pooling '" + pooling + "', not 'mean'"));
        }
        return new EmbeddingSpec(
                preparation.field("dimensions").asInt(),
                preparation.field("normalize").asBoolean(),
                JsonCursor.of(manifest.limits()).field("tokens").asInt());
    }
}
