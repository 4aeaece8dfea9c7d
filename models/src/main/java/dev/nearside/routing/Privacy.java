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

    /**
     * Why, for example {@code an e-mail address in message 2} or {@code as asked for, and a phone number in message 1}, to be
     * said after the word private; empty if it is not.
     */
    public String describe() {
        List<String> found = new ArrayList<>();
        for (PrivateFinding finding : findings) {
            found.add(finding.describe());
        }
        String things = String.join(", ", found);
        if (asked) {
            return things.isEmpty() ? "as asked for" : "as asked for, and " + things;
        }
        return things.isEmpty() && before ? "its conversation was so before" : things;
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
