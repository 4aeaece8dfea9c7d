package dev.nearside.routing;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A row of {@code cases.json}: a question that {@link Router#explain} is asked, on the JVM and in the browser, and what it
 * has to answer.
 */
record RoutingCase(String name, JsonObject question, JsonCursor expected) {

    static List<RoutingCase> all() {
        JsonCursor file = Json.read(text());
        List<RoutingCase> cases = new ArrayList<>();
        for (JsonCursor row : file.field("cases").items()) {
            JsonObject question = JsonObject.builder()
                    .put("rules", named(file, "rules", "rules", row))
                    .put("state", named(file, "states", "state", row))
                    .put("request", row.field("request").value())
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

    @Override
    public String toString() {
        return name;
    }
}
