package dev.nearside.e2e;

import dev.nearside.json.JsonCursor;
import java.util.List;

/**
 * What {@code near.vision.classify} answers.
 *
 * @param found whether there was a digit
 * @param index the most likely class, -1 if none
 * @param scores probabilities by class
 * @param provider webgpu or wasm
 * @param providerReason why that one
 * @param fallback whether it is not the one that was asked for
 * @param problem why there is no digit, else empty
 */
record Answer(
        boolean found,
        int index,
        List<Double> scores,
        String provider,
        String providerReason,
        boolean fallback,
        String problem) {

    static Answer of(JsonCursor json) {
        return new Answer(
                json.field("found").asBoolean(),
                json.field("index").asInt(),
                json.field("scores").items().stream().map(JsonCursor::asDouble).toList(),
                json.field("provider").asString(),
                json.field("providerReason").asString(),
                json.field("fallback").asBoolean(),
                json.optional("problem").map(JsonCursor::asString).orElse(""));
    }
}
