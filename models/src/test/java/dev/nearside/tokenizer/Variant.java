package dev.nearside.tokenizer;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real tokenizer with some of its parts changed, so that every part is tested on a real vocabulary. */
final class Variant {
    private final Map<String, JsonValue> parts;

    private Variant(Family family) {
        parts = new LinkedHashMap<>(family.parsed().asObject().members());
    }

    static Variant of(Family family) {
        return new Variant(family);
    }

    /** Llama 2's tokens as a unigram model whose scores fall with the id. */
    static Variant unigram(boolean byteFallback) {
        Variant variant = new Variant(Family.LLAMA_2);
        List<JsonValue> vocab = new ArrayList<>();
        Family.LLAMA_2.parsed().field("model").field("vocab").fields().forEach((token, id) -> {
            // Ties too, as real models have them.
            int rank = id.asInt() / 3;
            vocab.add(new JsonArray(List.of(new JsonString(token), JsonNumber.of(-2 - rank * 0.0021))));
        });
        variant.parts.put(
                "model",
                JsonObject.builder()
                        .put("type", "Unigram")
                        .put("unk_id", 0)
                        .put("byte_fallback", byteFallback)
                        .put("vocab", new JsonArray(vocab))
                        .build());
        return variant;
    }

    /** With a part that is written as JSON with single quotes. */
    Variant with(String part, String json) {
        parts.put(part, Json.parse(json.replace('\'', '"')));
        return this;
    }

    /** With a setting of the model. */
    Variant withModel(String setting, String json) {
        Map<String, JsonValue> model =
                new LinkedHashMap<>(Json.read(json()).field("model").asObject().members());
        model.put(setting, Json.parse(json.replace('\'', '"')));
        parts.put("model", new JsonObject(model));
        return this;
    }

    String json() {
        return Json.write(new JsonObject(parts));
    }
}
