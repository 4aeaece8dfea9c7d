package dev.nearside.chat;

import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;

/**
 * What stands around a turn's content.
 *
 * @param before the text before it, for example {@code <|im_start|>user} and a line break
 * @param after the text after it, for example {@code <|im_end|>} and a line break
 */
public record Turn(String before, String after) {

    static Turn read(JsonCursor json) {
        return new Turn(json.field("before").asString(), json.field("after").asString());
    }

    JsonObject.Builder toJson() {
        return JsonObject.builder().put("before", before).put("after", after);
    }
}
