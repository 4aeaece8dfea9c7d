package dev.nearside.server.chat;

/**
 * A model as OpenAI lists it.
 *
 * @param id what requests name, for example {@code openai/gpt-4o-mini}
 * @param created when it came, in seconds since 1970
 * @param ownedBy who has it, for example {@code nearside}
 */
public record ModelEntry(String id, long created, String ownedBy) {}
