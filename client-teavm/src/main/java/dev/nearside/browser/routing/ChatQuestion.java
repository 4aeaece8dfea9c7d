package dev.nearside.browser.routing;

import dev.nearside.chat.ChatRequest;
import dev.nearside.json.Json;
import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.RoutingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chat request of the tab, with what its caller wishes of the routing.
 *
 * @param body what it was, in OpenAI's JSON, without the member {@code nearside}
 * @param wishes that member: {@code policy}, {@code reach}, {@code private}, {@code because}, {@code conversation}, {@code draw}
 * @param request as the router reads it
 * @param dropsOldest whether the oldest turns may be left out
 */
record ChatQuestion(JsonObject body, JsonCursor wishes, RoutingRequest request, boolean dropsOldest) {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /**
     * Reads it.
     *
     * @throws dev.nearside.error.InvalidInput if it is wrong; the message starts with the path
     */
    static ChatQuestion read(String json, boolean wasPrivate) {
        JsonCursor all = Json.read(json);
        JsonObject.Builder body = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : all.asObject().members().entrySet()) {
            body = member.getKey().equals("nearside") ? body : body.put(member.getKey(), member.getValue());
        }
        JsonObject plain = body.build();
        JsonCursor wishes = all.optional("nearside").orElse(JsonCursor.of(JsonObject.empty()));
        RoutingRequest request = RoutingRequest.read(
                JsonCursor.of(body.put("nearside", known(wishes, wasPrivate)).build()));
        return new ChatQuestion(
                plain,
                wishes,
                request,
                ChatRequest.read(JsonCursor.of(plain)).options().dropsOldest());
    }

    private static JsonObject known(JsonCursor wishes, boolean wasPrivate) {
        JsonObject.Builder known = JsonObject.builder();
        for (Map.Entry<String, JsonValue> wish : wishes.asObject().members().entrySet()) {
            boolean isOurs =
                    wish.getKey().equals("conversation") || wish.getKey().equals("because");
            known = isOurs ? known : known.put(wish.getKey(), wish.getValue());
        }
        if (wasPrivate) {
            known = known.put("wasPrivate", new JsonBool(true));
        }
        if (wishes.optional("draw").isEmpty()) {
            known = known.put("draw", drawOf(conversationOf(wishes)));
        }
        return known.build();
    }

    /** The same number for the same conversation, so that it stays where its beginning is cached. */
    private static long drawOf(String conversation) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < conversation.length(); i++) {
            hash = (hash ^ conversation.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The id of its conversation; empty if it has none. */
    String conversation() {
        return conversationOf(wishes);
    }

    /** Why it was marked private, in a person's words; empty if that is not said. */
    String because() {
        return wishes.optional("because").map(JsonCursor::asString).orElse("");
    }

    private static String conversationOf(JsonCursor wishes) {
        return wishes.optional("conversation").map(JsonCursor::asString).orElse("");
    }

    /**
     * What the server is sent, by name; the routing's headers narrow what it may do, as they did here.
     *
     * @param isPrivate whether the router found it private
     */
    List<Header> headers(boolean isPrivate) {
        List<Header> headers = new ArrayList<>();
        add(headers, "X-Nearside-Policy", wishes.optional("policy"));
        add(headers, "X-Nearside-Reach", wishes.optional("reach"));
        add(headers, "X-Nearside-Conversation", wishes.optional("conversation"));
        if (isPrivate) {
            headers.add(new Header("X-Nearside-Private", "true"));
        }
        return headers;
    }

    /** A header of a request. */
    record Header(String name, String value) {}

    private static void add(List<Header> headers, String name, Optional<JsonCursor> value) {
        value.ifPresent(json -> headers.add(new Header(name, json.asString())));
    }

    /** The body for that model of the server, with the usage asked for where it streams. */
    JsonObject bodyFor(String model) {
        JsonObject.Builder sent = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : body.members().entrySet()) {
            sent = sent.put(member.getKey(), member.getValue());
        }
        sent = sent.put("model", model);
        if (streams()) {
            sent = sent.put(
                    "stream_options",
                    JsonObject.builder().put("include_usage", true).build());
        }
        return sent.build();
    }

    /** Whether the answer is wanted piece by piece. */
    boolean streams() {
        return body.get("stream").orElse(JsonNull.NULL) instanceof JsonBool wanted && wanted.value();
    }
}
