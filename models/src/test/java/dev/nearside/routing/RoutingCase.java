package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code cases.json}: a question that {@link Router#explain} is asked, on the JVM and in the browser, and what it
 * has to answer.
 */
public record RoutingCase(String name, JsonObject question, JsonCursor expected) {

    /** The whole table. */
    public static List<RoutingCase> all() {
        JsonCursor file = Json.read(text());
        List<RoutingCase> cases = new ArrayList<>();
        for (JsonCursor row : file.field("cases").items()) {
            JsonObject.Builder asked = JsonObject.builder()
                    .put("rules", named(file, "rules", "rules", row))
                    .put("state", named(file, "states", "state", row))
                    .put("request", row.field("request").value());
            JsonObject question = row.optional("similarities")
                    .map(known -> asked.put("similarities", known.value()))
                    .orElse(asked)
                    .build();
            cases.add(new RoutingCase(row.field("name").asString(), question, row.field("expect")));
        }
        return cases;
    }

    private static JsonValue named(JsonCursor file, String table, String member, JsonCursor row) {
        return file.field(table).field(row.field(member).asString()).value();
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(RoutingCase.class.getResourceAsStream("cases.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless that is the decision, as JSON, that the row expects. */
    public void check(JsonCursor decision) {
        assertThat(decision.field("reason").asString())
                .as(name + ": " + decision)
                .isEqualTo(expected.field("reason").asString());
        assertThat(chosen(decision)).as(name + ": " + decision).isEqualTo(expectedTarget());
        expected.optional("fallbacks").ifPresent(texts -> assertThat(
                        new ArrayList<>(reasons(decision, "fallback").keySet()))
                .as(name + ": " + decision)
                .isEqualTo(texts.strings()));
        expected.optional("rejected").ifPresent(texts -> assertThat(reasons(decision, "rejected"))
                .as(name + ": " + decision)
                .isEqualTo(textsOf(texts)));
        expected.optional("uncompared")
                .ifPresent(why -> assertThat(decision.field("uncompared").asString())
                        .as(name + ": " + decision)
                        .isEqualTo(why.asString()));
    }

    private @Nullable String expectedTarget() {
        return expected.optional("chosen").map(JsonCursor::asString).orElse(null);
    }

    private static @Nullable String chosen(JsonCursor decision) {
        JsonCursor chosen = decision.field("chosen");
        return chosen.value() == JsonNull.NULL
                ? null
                : chosen.field("backend").asString() + "/"
                        + chosen.field("model").asString();
    }

    private static Map<String, String> reasons(JsonCursor decision, String verdict) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (JsonCursor one : decision.field("considered").items()) {
            if (one.field("verdict").asString().equals(verdict)) {
                reasons.put(one.field("target").asString(), one.field("reason").asString());
            }
        }
        return reasons;
    }

    private static Map<String, String> textsOf(JsonCursor object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> texts.put(name, value.asString()));
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}
