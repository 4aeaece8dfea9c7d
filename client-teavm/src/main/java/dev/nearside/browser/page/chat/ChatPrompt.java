package dev.nearside.browser.page.chat;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** What the model is asked: OpenAI's request for a conversation that ends with a person's message. */
final class ChatPrompt {
    private ChatPrompt() {}

    /**
     * The request as JSON.
     *
     * @param sources what is put before the last message, numbered; none for nothing
     */
    static String of(String model, Conversation conversation, List<Source> sources, Settings settings) {
        List<JsonValue> messages = new ArrayList<>();
        if (!settings.system().isBlank()) {
            messages.add(message("system", settings.system()));
        }
        List<Message> said = conversation.messages();
        for (int i = 0; i < said.size() - 1; i++) {
            // An answer that never began says nothing to the model, and templates want turns to alternate.
            String text = said.get(i).text();
            messages.add(message(said.get(i).speaker().role(), text.isEmpty() ? "…" : text));
        }
        messages.add(message("user", question(conversation.last().text(), sources)));
        JsonObject.Builder request = JsonObject.builder()
                .put("model", model)
                .put("messages", new JsonArray(messages))
                .put("temperature", settings.temperature())
                .put("top_p", settings.topP())
                .put("max_tokens", settings.maxTokens())
                .put("truncation", settings.dropsOldest() ? "auto" : "disabled");
        if (settings.seed() != null) {
            request = request.put("seed", settings.seed().longValue());
        }
        return Json.write(request.build());
    }

    private static JsonObject message(String role, String content) {
        return JsonObject.builder().put("role", role).put("content", content).build();
    }

    private static String question(String question, List<Source> sources) {
        if (sources.isEmpty()) {
            return question;
        }
        StringBuilder text = new StringBuilder("Use only these passages to answer the question below."
                + " Name the passages that you use by their numbers in brackets, as [1]."
                + " If they do not answer it, say so.\n");
        for (int i = 0; i < sources.size(); i++) {
            text.append('\n').append(passage(i + 1, sources.get(i)));
        }
        return text.append("\nQuestion: ").append(question).toString();
    }

    /** A passage as the model reads it. */
    static String passage(int number, Source source) {
        String where = source.passage().where();
        return "[" + number + "] " + source.name() + (where.isEmpty() ? "" : ", " + where) + "\n"
                + source.text().strip() + "\n";
    }
}
