package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nearside.routing.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model as an upstream lists it.
 *
 * @param id by which it is asked for
 * @param deployment what it is called in requests
 * @param contextLength 0 if the upstream does not say
 * @param price null if the upstream does not say
 * @param chats whether it answers chats, as far as is known
 */
record ListedModel(
        String id,
        String deployment,
        int contextLength,
        @Nullable Price price,
        boolean chats) {
    private static final int MOST = 1000;
    private static final int LONGEST_ID = 256;
    private static final double MILLION = 1e6;

    /** Where servers write how long a conversation can be: vLLM, OpenRouter, Groq, Mistral, LM Studio, llama.cpp. */
    private static final List<String> LENGTHS = List.of(
            "/max_model_len",
            "/context_length",
            "/context_window",
            "/max_context_length",
            "/max_input_tokens",
            "/meta/n_ctx",
            "/meta/n_ctx_train");

    /** A model of which only the name is known. */
    static ListedModel named(String id) {
        return new ListedModel(id, id, 0, null, Purpose.chats(id));
    }

    /** The same with another context length, if it is known. */
    ListedModel withContext(int tokens) {
        return tokens > 0 ? new ListedModel(id, deployment, tokens, price, chats) : this;
    }

    /** The same, known to do something else. */
    ListedModel notForChats() {
        return new ListedModel(id, deployment, contextLength, price, false);
    }

    /** Reads {@code {"data":[{"id":…}]}} or the array alone; what has no usable id is passed over. */
    static List<ListedModel> read(JsonNode list) {
        List<ListedModel> models = new ArrayList<>();
        for (JsonNode item : list.isArray() ? list : list.path("data")) {
            String id = item.isTextual() ? item.textValue() : item.path("id").asText("");
            if (isUsable(id) && models.size() < MOST) {
                models.add(new ListedModel(id, id, length(item), price(item).orElse(null), Purpose.chats(id, item)));
            }
        }
        return List.copyOf(models);
    }

    /** Whether a name can be shown and sent. */
    static boolean isUsable(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST_ID
                && id.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private static int length(JsonNode item) {
        return LENGTHS.stream()
                .map(item::at)
                .filter(value -> value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0)
                .findFirst()
                .map(JsonNode::intValue)
                .orElse(0);
    }

    /** OpenRouter's prices, for one token, as text. */
    private static Optional<Price> price(JsonNode item) {
        JsonNode pricing = item.path("pricing");
        double input = pricing.path("prompt").asDouble(-1) * MILLION;
        double output = pricing.path("completion").asDouble(-1) * MILLION;
        boolean usable = input >= 0 && output >= 0 && Double.isFinite(input) && Double.isFinite(output);
        return usable ? Optional.of(new Price(input, output)) : Optional.empty();
    }
}
