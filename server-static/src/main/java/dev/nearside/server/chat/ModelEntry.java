package dev.nearside.server.chat;

import org.jspecify.annotations.Nullable;

/**
 * A model as OpenAI lists it, with what LM Studio, Together and OpenRouter add.
 *
 * @param id what requests name, for example {@code openai/gpt-4o-mini}
 * @param created when it came, in seconds since 1970
 * @param ownedBy who has it, for example {@code nearside}
 * @param type {@code chat} or {@code embedding}
 * @param contextLength tokens of prompt and answer together, at most; null if not known
 */
public record ModelEntry(
        String id,
        long created,
        String ownedBy,
        String type,
        @Nullable Integer contextLength) {

    /**
     * A model that chats.
     *
     * @param contextLength 0 if not known
     */
    public static ModelEntry chat(String id, long created, String ownedBy, int contextLength) {
        return new ModelEntry(id, created, ownedBy, "chat", contextLength > 0 ? contextLength : null);
    }

    /** A model that embeds texts. */
    public static ModelEntry embedding(String id, long created, String ownedBy) {
        return new ModelEntry(id, created, ownedBy, "embedding", null);
    }
}
