package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What Ollama shows of a model ({@code POST /api/show}).
 *
 * @param contextLength 0 if it does not say
 * @param chats false if it says what it can do, and writing is not among it
 */
record OllamaModel(int contextLength, boolean chats) {
    static final OllamaModel UNKNOWN = new OllamaModel(0, true);

    private static final Pattern NUM_CTX = Pattern.compile("(?m)^\\s*num_ctx\\s+(\\d{1,9})\\s*$");

    /** What Ollama gives a model on a machine without a large GPU, whatever it was trained for (its docs/context-length). */
    private static final int STANDARD_CONTEXT = 4096;

    static OllamaModel read(JsonNode shown) {
        JsonNode can = shown.path("capabilities");
        boolean writes = StreamSupport.stream(can.spliterator(), false)
                .anyMatch(one -> one.asText().equals("completion"));
        return new OllamaModel(context(shown), can.isEmpty() || writes);
    }

    /** What the model's file sets; else the standard, or what it was trained for if that is less. */
    private static int context(JsonNode shown) {
        Matcher set = NUM_CTX.matcher(shown.path("parameters").asText(""));
        if (set.find()) {
            return Integer.parseInt(set.group(1));
        }
        for (Map.Entry<String, JsonNode> info : shown.path("model_info").properties()) {
            if (info.getKey().endsWith(".context_length") && info.getValue().canConvertToInt()) {
                return Math.min(STANDARD_CONTEXT, info.getValue().intValue());
            }
        }
        return 0;
    }

    ListedModel applyTo(ListedModel model) {
        ListedModel sized = model.withContext(contextLength);
        return chats ? sized : sized.notForChats();
    }
}
