package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one answer have in common, and what official clients cannot do without: an id, a time, the model's name.
 * The upstream's own id and time are kept where it has them. Not thread-safe.
 */
final class Identity {
    private final String model;
    private final long now;
    private @Nullable String id;
    private long created;

    /**
     * Of one answer.
     *
     * @param model {@code NAME/MODEL}
     * @param now seconds since 1970
     */
    Identity(String model, long now) {
        this.model = model;
        this.now = now;
    }

    /** Writes it into a part of the answer. */
    void writeTo(ObjectNode part, String object) {
        if (id == null) {
            JsonNode own = part.path("id");
            id = own.isTextual() && !own.textValue().isEmpty() ? own.textValue() : "chatcmpl-" + UUID.randomUUID();
            JsonNode time = part.path("created");
            created = time.isNumber() && time.longValue() > 0 ? time.longValue() : now;
        }
        part.put("id", id);
        part.put("object", object);
        part.put("created", created);
        part.put("model", model);
    }
}
