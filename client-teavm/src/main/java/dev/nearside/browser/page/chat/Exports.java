package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Dom;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Conversations as files. */
final class Exports {
    private Exports() {}

    /** Has the button save all of these. */
    static void listen(Supplier<List<Conversation>> all) {
        Dom.on(
                Dom.find("chat-export"),
                "click",
                event -> Browser.save("nearside-conversations.json", "application/json", json(all.get())));
    }

    /** JSON: {@code {"nearside": "conversations", "conversations": [{id, title, changedAt, messages: [{role, content, …}]}]}}. */
    static String json(List<Conversation> conversations) {
        List<JsonValue> items = new ArrayList<>();
        for (Conversation conversation : conversations) {
            JsonObject.Builder item = JsonObject.builder().put("id", conversation.id());
            for (Map.Entry<String, JsonValue> member :
                    conversation.toJson().members().entrySet()) {
                item = item.put(member.getKey(), member.getValue());
            }
            items.add(item.build());
        }
        return Json.writeIndented(JsonObject.builder()
                .put("nearside", "conversations")
                .put("conversations", new JsonArray(items))
                .build());
    }

    /** Markdown to read: a heading for the conversation, one for each message, sources as a numbered list. */
    static String markdown(Conversation conversation) {
        StringBuilder text =
                new StringBuilder("# ").append(conversation.title()).append('\n');
        for (Message message : conversation.messages()) {
            text.append("\n## ")
                    .append(message.isByModel() ? "Answer" : "You")
                    .append("\n\n")
                    .append(message.text().strip())
                    .append('\n');
            AnswerRoute route = message.route();
            if (route != null) {
                text.append("\nAnswered by ")
                        .append(route.who())
                        .append(", ")
                        .append(route.model())
                        .append(".\n");
            }
            if (!message.sources().isEmpty()) {
                text.append("\nSources:\n\n");
            }
            for (int i = 0; i < message.sources().size(); i++) {
                Source source = message.sources().get(i);
                String where = source.passage().where();
                text.append(i + 1)
                        .append(". ")
                        .append(source.name())
                        .append(where.isEmpty() ? "" : ", " + where)
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** A file's name for the title: letters, digits and hyphens. */
    static String fileName(String title) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < title.length() && name.length() < 50; i++) {
            char c = title.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                name.append(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        int end = name.length() - (name.toString().endsWith("-") ? 1 : 0);
        return end == 0 ? "conversation" : name.substring(0, end);
    }
}
