package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.privacy.PrivateFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a request is private, and why.
 *
 * @param asked whether it was marked so, or asks for {@code auto:private}
 * @param before whether its conversation was so before
 * @param findings what was found in its messages
 */
public record Privacy(boolean asked, boolean before, List<PrivateFinding> findings) {
    public Privacy {
        findings = List.copyOf(findings);
    }

    /** Whether it must not leave the device. From then on its conversation is private. */
    public boolean isPrivate() {
        return asked || before || !findings.isEmpty();
    }

    /** Why, for example {@code an e-mail address in message 2}; empty if it is not private. */
    public String describe() {
        if (asked) {
            return "as asked for";
        }
        List<String> found = new ArrayList<>();
        for (PrivateFinding finding : findings) {
            found.add(finding.describe());
        }
        return found.isEmpty() && before ? "its conversation was before" : String.join(", ", found);
    }

    JsonObject toJson() {
        List<JsonValue> found = new ArrayList<>();
        for (PrivateFinding finding : findings) {
            found.add(finding.toJson());
        }
        return JsonObject.builder()
                .put("private", isPrivate())
                .put("asked", asked)
                .put("before", before)
                .put("findings", new JsonArray(found))
                .build();
    }
}
