package dev.nearside.chat;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads OpenAI's request, naming what is wrong by its path. */
final class ChatRequestReader {
    private static final int MOST_CHOICES = 16;
    private static final int MOST_STOPS = 16;
    private static final int MOST_TOP_LOGPROBS = 20;

    /** Parameters that would change the answer and that no model here can follow. */
    private static final List<String> UNSUPPORTED =
            List.of("tools", "functions", "tool_choice", "function_call", "audio", "web_search_options");

    private ChatRequestReader() {}

    static ChatRequest read(JsonCursor json) {
        refuseUnsupported(json);
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonCursor item : json.field("messages").items()) {
            messages.add(ChatMessage.read(item));
        }
        if (messages.isEmpty()) {
            throw json.field("messages").error("must hold at least one message");
        }
        boolean includesUsage = json.optional("stream_options")
                .map(options -> flag(options, "include_usage"))
                .orElse(false);
        return new ChatRequest(
                json.field("model").asString(), messages, options(json), flag(json, "stream"), includesUsage);
    }

    private static void refuseUnsupported(JsonCursor json) {
        for (String name : UNSUPPORTED) {
            Optional<JsonCursor> found = json.optional(name);
            if (found.isPresent() && !isIdle(found.get())) {
                throw found.get().error("is not supported by models on this machine; leave it out");
            }
        }
        Optional<JsonCursor> modalities = json.optional("modalities");
        if (modalities.isPresent() && !modalities.get().strings().equals(List.of("text"))) {
            throw modalities.get().error("only [\"text\"] is supported");
        }
    }

    /** Whether a parameter asks for nothing: an empty list, or the choice of no tool (auto has none to choose from). */
    private static boolean isIdle(JsonCursor json) {
        if (json.value() instanceof JsonString choice) {
            return choice.value().equals("none") || choice.value().equals("auto");
        }
        return json.value() instanceof JsonArray array && array.items().isEmpty();
    }

    private static ChatOptions options(JsonCursor json) {
        return new ChatOptions(
                sampling(json),
                maxTokens(json),
                stop(json),
                integer(json, "n", new int[] {1, 1, MOST_CHOICES}),
                topLogprobs(json),
                json.optional("response_format").map(ResponseFormat::read).orElse(ResponseFormat.TEXT),
                dropsOldest(json),
                cachePrompt(json));
    }

    /** Who gives a seed wants the same answer again. */
    private static boolean cachePrompt(JsonCursor json) {
        return json.optional("cache_prompt").isPresent()
                ? flag(json, "cache_prompt")
                : json.optional("seed").isEmpty();
    }

    private static Sampling sampling(JsonCursor json) {
        Sampling usual = Sampling.DEFAULT;
        double repetition = number(json, "repetition_penalty", new double[] {1, 0, 10});
        if (repetition == 0) {
            throw json.field("repetition_penalty").error("must be above 0");
        }
        Penalties penalties = new Penalties(
                repetition,
                number(json, "presence_penalty", new double[] {0, -2, 2}),
                number(json, "frequency_penalty", new double[] {0, -2, 2}));
        return new Sampling(
                number(json, "temperature", new double[] {usual.temperature(), 0, 2}),
                Math.max(0, integer(json, "top_k", new int[] {0, -1, Integer.MAX_VALUE})),
                number(json, "top_p", new double[] {usual.topP(), 0, 1}),
                number(json, "min_p", new double[] {usual.minP(), 0, 1}),
                penalties,
                logitBias(json),
                json.optional("seed").map(JsonCursor::asLong).orElse(null));
    }

    private static @Nullable Integer maxTokens(JsonCursor json) {
        for (String name : new String[] {"max_completion_tokens", "max_tokens"}) {
            if (json.optional(name).isPresent()) {
                return integer(json, name, new int[] {1, 1, Integer.MAX_VALUE});
            }
        }
        return null;
    }

    private static List<String> stop(JsonCursor json) {
        Optional<JsonCursor> given = json.optional("stop");
        if (given.isEmpty()) {
            return List.of();
        }
        List<String> stop = given.get().value() instanceof JsonString string
                ? List.of(string.value())
                : given.get().strings();
        if (stop.contains("") || stop.size() > MOST_STOPS) {
            throw given.get().error("must be a text or up to " + MOST_STOPS + " of them, none of them empty");
        }
        return stop;
    }

    private static @Nullable Integer topLogprobs(JsonCursor json) {
        int top = integer(json, "top_logprobs", new int[] {0, 0, MOST_TOP_LOGPROBS});
        boolean wanted = flag(json, "logprobs");
        if (top > 0 && !wanted) {
            throw json.field("top_logprobs").error("needs 'logprobs' to be true");
        }
        return wanted ? top : null;
    }

    private static Map<Integer, Double> logitBias(JsonCursor json) {
        Map<Integer, Double> bias = new LinkedHashMap<>();
        Map<String, JsonCursor> given =
                json.optional("logit_bias").map(JsonCursor::fields).orElse(Map.of());
        for (Map.Entry<String, JsonCursor> entry : given.entrySet()) {
            double value = entry.getValue().asDouble();
            if (!(value >= -100 && value <= 100)) {
                throw entry.getValue().error("must be −100 to 100, not " + value);
            }
            bias.put(tokenId(entry), value);
        }
        return bias;
    }

    private static int tokenId(Map.Entry<String, JsonCursor> entry) {
        String key = entry.getKey();
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                throw entry.getValue().error("'" + key + "' is no token id");
            }
        }
        if (key.isEmpty() || key.length() > 9) {
            throw entry.getValue().error("'" + key + "' is no token id");
        }
        return Integer.parseInt(key);
    }

    private static boolean dropsOldest(JsonCursor json) {
        String wanted = json.optional("truncation").map(JsonCursor::asString).orElse("disabled");
        if (!wanted.equals("auto") && !wanted.equals("disabled")) {
            throw json.field("truncation").error("'" + wanted + "' is unknown; use auto or disabled");
        }
        return wanted.equals("auto");
    }

    private static boolean flag(JsonCursor json, String name) {
        return json.optional(name).map(JsonCursor::asBoolean).orElse(false);
    }

    /** @param range what it is if absent, the least and the most that is allowed */
    private static double number(JsonCursor json, String name, double[] range) {
        double value = json.optional(name).map(JsonCursor::asDouble).orElse(range[0]);
        if (!(value >= range[1] && value <= range[2])) {
            throw json.field(name)
                    .error("must be " + JsonNumber.of(range[1]) + " to " + JsonNumber.of(range[2]) + ", not "
                            + JsonNumber.of(value));
        }
        return value;
    }

    /** @param range what it is if absent, the least and the most that is allowed */
    private static int integer(JsonCursor json, String name, int[] range) {
        int value = json.optional(name).map(JsonCursor::asInt).orElse(range[0]);
        if (value < range[1] || value > range[2]) {
            String allowed = range[2] == Integer.MAX_VALUE ? range[1] + " or more" : range[1] + " to " + range[2];
            throw json.field(name).error("must be " + allowed + ", not " + value);
        }
        return value;
    }
}
