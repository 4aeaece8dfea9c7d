package dev.nearside.chat;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation becomes the text that a model was trained on: literal segments by role, compiled out of a Jinja
 * template when the model is installed, so that no template language runs in the browser.
 *
 * <pre>{@code
 * template.render(List.of(ChatMessage.user("Hi")))  // SmolLM2 without its default system message
 * // "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
 * }</pre>
 *
 * @param prefix what comes first, such as the token that begins a text
 * @param defaultSystem the system message of conversations that begin without one; null for none
 * @param roles what stands around the turns of each role; user and assistant always, system unless it is merged
 * @param mergedSystem where system messages go if they have no turn; null if they have one, or are refused
 * @param trims whether white space around a content is removed
 * @param alternates whether user and assistant have to take turns, the user first
 * @param generationPrompt what comes last, so that the model answers
 * @param stop texts that end an answer, besides the model's end tokens
 */
public record ChatTemplate(
        String prefix,
        @Nullable String defaultSystem,
        Map<Role, Turn> roles,
        @Nullable MergedSystem mergedSystem,
        boolean trims,
        boolean alternates,
        String generationPrompt,
        List<String> stop) {

    public ChatTemplate {
        if (!roles.containsKey(Role.USER) || !roles.containsKey(Role.ASSISTANT)) {
            throw new IllegalArgumentException(
                    "a template needs turns of user and assistant, not only " + roles.keySet());
        }
        if (defaultSystem != null && mergedSystem == null && !roles.containsKey(Role.SYSTEM)) {
            throw new IllegalArgumentException("a default system message needs a place");
        }
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        stop = List.copyOf(stop);
    }

    /**
     * The conversation as one text, up to where the answer begins.
     *
     * @throws InvalidInput if the template has no place for a message
     */
    public String render(List<ChatMessage> messages) {
        return renderMarked(messages).text();
    }

    /** As {@link #render}, telling what was said from what is the template's. */
    public RenderedChat renderMarked(List<ChatMessage> messages) {
        return new TemplateRendering(this).render(messages);
    }

    /** Reads the JSON of a manifest. */
    public static ChatTemplate read(JsonCursor json) {
        Map<Role, Turn> roles = new LinkedHashMap<>();
        for (Map.Entry<String, JsonCursor> entry : json.field("roles").fields().entrySet()) {
            Role role = Role.ofLabel(entry.getKey());
            if (role == null) {
                throw entry.getValue()
                        .error("'" + entry.getKey() + "' is no role; there are system, user and assistant");
            }
            roles.put(role, Turn.read(entry.getValue()));
        }
        try {
            return new ChatTemplate(
                    json.optional("prefix").map(JsonCursor::asString).orElse(""),
                    json.optional("defaultSystem").map(JsonCursor::asString).orElse(null),
                    roles,
                    json.optional("mergedSystem").map(MergedSystem::read).orElse(null),
                    json.optional("trims").map(JsonCursor::asBoolean).orElse(false),
                    json.optional("alternates").map(JsonCursor::asBoolean).orElse(false),
                    json.field("generationPrompt").asString(),
                    json.optional("stop").map(JsonCursor::strings).orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(json.path() + ": " + e.getMessage(), e);
        }
    }

    /** The JSON that {@link #read} reads back to an equal template. */
    public JsonObject toJson() {
        JsonObject.Builder turns = JsonObject.builder();
        for (Map.Entry<Role, Turn> entry : roles.entrySet()) {
            turns = turns.put(entry.getKey().label(), entry.getValue().toJson().build());
        }
        JsonObject.Builder json = JsonObject.builder().put("prefix", prefix);
        if (defaultSystem != null) {
            json = json.put("defaultSystem", defaultSystem);
        }
        json = json.put("roles", turns.build());
        if (mergedSystem != null) {
            json = json.put("mergedSystem", mergedSystem.toJson());
        }
        return json.put("trims", trims)
                .put("alternates", alternates)
                .put("generationPrompt", generationPrompt)
                .put("stop", JsonArray.ofStrings(stop))
                .build();
    }
}
