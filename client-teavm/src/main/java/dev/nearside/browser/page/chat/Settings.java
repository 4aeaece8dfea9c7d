package dev.nearside.browser.page.chat;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How answers are made.
 *
 * @param temperature 0 to 2
 * @param topP above 0, to 1
 * @param maxTokens of an answer
 * @param seed for answers that can be had again; null for another one each time
 * @param system what the model is told first; nothing for what its template says
 * @param dropsOldest whether the oldest turns are left out of a conversation that is too long, instead of refusing it
 */
record Settings(
        double temperature,
        double topP,
        int maxTokens,
        @Nullable Long seed,
        String system,
        boolean dropsOldest) {

    /** As the makers of small models advise. */
    static final Settings DEFAULT = new Settings(0.4, 0.9, 512, null, "", true);

    static Settings read(JsonCursor json) {
        return new Settings(
                json.field("temperature").asDouble(),
                json.field("topP").asDouble(),
                json.field("maxTokens").asInt(),
                json.optional("seed").map(JsonCursor::asLong).orElse(null),
                json.field("system").asString(),
                json.field("dropsOldest").asBoolean());
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("temperature", temperature)
                .put("topP", topP)
                .put("maxTokens", maxTokens)
                .put("system", system)
                .put("dropsOldest", dropsOldest);
        return (seed == null ? json : json.put("seed", seed.longValue())).build();
    }
}
