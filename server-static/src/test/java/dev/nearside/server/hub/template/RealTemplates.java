package dev.nearside.server.hub.template;

import dev.nearside.chat.ChatMessage;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Templates as their models' makers published them, and what Jinja2 made of conversations with them. */
final class RealTemplates {
    private static final JsonCursor EXPECTED = Json.read(resource("expected.json"));

    private RealTemplates() {}

    static List<String> names() {
        return List.copyOf(EXPECTED.field("templates").fields().keySet());
    }

    static List<String> conversations() {
        return List.copyOf(EXPECTED.field("conversations").fields().keySet());
    }

    static String jinja(String name) {
        return resource(name + ".jinja");
    }

    static String bos(String name) {
        return EXPECTED.field("templates").field(name).field("bos").asString();
    }

    static String eos(String name) {
        return EXPECTED.field("templates").field(name).field("eos").asString();
    }

    static List<ChatMessage> conversation(String name) {
        return EXPECTED.field("conversations").field(name).items().stream()
                .map(RealTemplates::message)
                .toList();
    }

    /** What Jinja2 made of it; empty if the template refused it. */
    static Optional<String> rendered(String template, String conversation) {
        return EXPECTED.field("templates")
                .field(template)
                .field("rendered")
                .field(conversation)
                .optional("text")
                .map(JsonCursor::asString);
    }

    private static ChatMessage message(JsonCursor json) {
        String content = json.field("content").asString();
        return switch (json.field("role").asString()) {
            case "system" -> ChatMessage.system(content);
            case "assistant" -> ChatMessage.assistant(content);
            default -> ChatMessage.user(content);
        };
    }

    private static String resource(String name) {
        try (InputStream in = RealTemplates.class.getResourceAsStream("/templates/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
