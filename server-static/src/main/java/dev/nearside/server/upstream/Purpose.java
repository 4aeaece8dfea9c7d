package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Whether a model chats: what its server says of it, else what its name tells. */
final class Purpose {
    /** Names of models that do not chat, where a server lists all of its models in one; some embed without saying so. */
    private static final Pattern OTHER_NAME =
            Pattern.compile("embed|minilm|\\b(bge|gte|e5|paraphrase)-|whisper|tts|dall-e|moderation|rerank|transcribe"
                    + "|-image|realtime|sora");

    private static final Pattern OTHER_TYPE =
            Pattern.compile("embed|rerank|image|audio|video|speech|moderation|transcribe");

    private static final Set<String> CHAT_TYPES = Set.of("chat", "language", "llm", "vlm");

    private Purpose() {}

    /** As far as its name tells. */
    static boolean chats(String id) {
        return !OTHER_NAME.matcher(id.toLowerCase(Locale.ROOT)).find();
    }

    /**
     * As far as its item of a list of models tells, and where that says nothing its name: the {@code type} of Nearside, LM
     * Studio and Together, Mistral's {@code capabilities}, OpenRouter's {@code architecture}.
     */
    static boolean chats(String id, JsonNode item) {
        String type = item.path("type").asText("").toLowerCase(Locale.ROOT);
        if (OTHER_TYPE.matcher(type).find()
                || !item.at("/capabilities/completion_chat").asBoolean(true)) {
            return false;
        }
        JsonNode written = item.at("/architecture/output_modalities");
        boolean writes = !written.isArray()
                || StreamSupport.stream(written.spliterator(), false)
                        .anyMatch(one -> one.asText().equals("text"));
        return writes && (CHAT_TYPES.contains(type) || chats(id));
    }
}
