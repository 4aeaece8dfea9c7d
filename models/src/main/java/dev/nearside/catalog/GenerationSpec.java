package dev.nearside.catalog;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program needs to know of a language model to generate text with it.
 *
 * @param layout which inputs and outputs the graph has: {@link #DECODER} or {@link #TRANSFORMERS}
 * @param layers how many key-value caches there are
 * @param keyValueHeads heads of each of them
 * @param headSize numbers a head keeps for a token
 * @param vocabularySize logits of a token
 * @param contextLength tokens of prompt and answer together, at most
 * @param eos ids of the tokens that end an answer
 * @param bos id of the token that begins a text; null if there is none
 * @param cache the caches' element type, float32 or float16
 */
public record GenerationSpec(
        String layout,
        int layers,
        int keyValueHeads,
        int headSize,
        int vocabularySize,
        int contextLength,
        List<Integer> eos,
        @Nullable Integer bos,
        ElementType cache) {

    /**
     * {@code input_ids} int32 [1, S], {@code seqlens_k} int32 [1] (tokens in all, less one),
     * {@code total_sequence_length} int32 [1], {@code past_key_values.N.key} and {@code .value} [1, heads, past, size];
     * out come {@code logits} float32 [1, vocabulary] of the last position and {@code present.N.key} and {@code .value},
     * which may be the past ones, in place.
     */
    public static final String DECODER = "decoder";

    /**
     * As transformers.js has them: {@code input_ids}, {@code attention_mask}, {@code position_ids} int64 and the past
     * caches; out come {@code logits} [1, S, vocabulary] and the present caches, longer by S.
     */
    public static final String TRANSFORMERS = "transformers";

    public GenerationSpec {
        eos = List.copyOf(eos);
    }

    /** Bytes of cache for each token of the context. */
    public long cacheBytesPerToken() {
        return 2L * layers * keyValueHeads * headSize * cache.bits() / 8;
    }

    /** The same with other tokens that end an answer. */
    public GenerationSpec withEos(List<Integer> otherEos) {
        return new GenerationSpec(
                layout, layers, keyValueHeads, headSize, vocabularySize, contextLength, otherEos, bos, cache);
    }

    static GenerationSpec read(JsonCursor json) {
        List<Integer> eos = new ArrayList<>();
        for (JsonCursor id : json.field("eos").items()) {
            eos.add(id.asInt());
        }
        return new GenerationSpec(
                json.field("layout").asString(),
                json.field("layers").asInt(),
                json.field("keyValueHeads").asInt(),
                json.field("headSize").asInt(),
                json.field("vocabularySize").asInt(),
                json.field("contextLength").asInt(),
                eos,
                json.optional("bos").map(JsonCursor::asInt).orElse(null),
                json.optional("cache").map(TensorJson::readType).orElse(ElementType.FLOAT32));
    }

    JsonObject toJson() {
        List<JsonValue> ends = new ArrayList<>();
        for (int id : eos) {
            ends.add(JsonNumber.of(id));
        }
        return JsonObject.builder()
                .put("layout", layout)
                .put("layers", layers)
                .put("keyValueHeads", keyValueHeads)
                .put("headSize", headSize)
                .put("vocabularySize", vocabularySize)
                .put("contextLength", contextLength)
                .put("eos", new JsonArray(ends))
                .put("bos", bos == null ? JsonNull.NULL : JsonNumber.of((long) bos))
                .put("cache", cache.label())
                .build();
    }
}
