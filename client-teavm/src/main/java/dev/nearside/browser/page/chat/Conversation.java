package dev.nearside.browser.page.chat;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A conversation.
 *
 * @param revision how often it was kept; 0 if never
 * @param title for people; nothing until the first message gives it one
 * @param changedAt milliseconds since 1970
 * @param privacy why it must not leave the device, from then on for good; nothing where it may
 */
record Conversation(String id, int revision, String title, double changedAt, String privacy, List<Message> messages) {
    private static final int LONGEST_TITLE = 60;

    Conversation {
        messages = List.copyOf(messages);
    }

    /** One in which nothing has been said. */
    static Conversation empty(String id) {
        return new Conversation(id, 0, "", 0, "", List.of());
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    Message last() {
        return messages.get(messages.size() - 1);
    }

    /** The same with one more message; the first one gives it its title. */
    Conversation with(Message message) {
        List<Message> more = new ArrayList<>(messages);
        more.add(message);
        String name = title.isEmpty() ? titleOf(message.text()) : title;
        return new Conversation(id, revision, name, changedAt, privacy, more);
    }

    /** The same with another last message. */
    Conversation withLast(Message message) {
        List<Message> other = new ArrayList<>(messages.subList(0, messages.size() - 1));
        other.add(message);
        return new Conversation(id, revision, title, changedAt, privacy, other);
    }

    /** The same with other messages. */
    Conversation saying(List<Message> others) {
        return new Conversation(id, revision, title, changedAt, privacy, others);
    }

    /** The first messages only. */
    Conversation first(int count) {
        return new Conversation(id, revision, title, changedAt, privacy, messages.subList(0, count));
    }

    Conversation titled(String newTitle) {
        return new Conversation(id, revision, newTitle, changedAt, privacy, messages);
    }

    boolean isPrivate() {
        return !privacy.isEmpty();
    }

    /** The same, private from now on; it stays private for the reason that came first. */
    Conversation privately(String why) {
        return isPrivate() || why.isEmpty() ? this : new Conversation(id, revision, title, changedAt, why, messages);
    }

    /** The same under another id, never kept. */
    Conversation as(String newId, String newTitle) {
        return new Conversation(newId, 0, newTitle, changedAt, privacy, messages);
    }

    /** As it is kept next. */
    Conversation next(double now) {
        return new Conversation(id, revision + 1, title, now, privacy, messages);
    }

    /** Whether all of these words are in its title or in what was said; words are told apart by spaces. */
    boolean matches(String words) {
        StringBuilder all = new StringBuilder(title.toLowerCase(Locale.ROOT));
        messages.forEach(message -> all.append('\n').append(message.text().toLowerCase(Locale.ROOT)));
        String said = all.toString();
        String wanted = words.toLowerCase(Locale.ROOT).strip();
        // By hand: regular expressions weigh a fifth of the page's program.
        for (int start = 0; start < wanted.length(); ) {
            int space = wanted.indexOf(' ', start);
            int end = space < 0 ? wanted.length() : space;
            if (!said.contains(wanted.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static String titleOf(String text) {
        String line = text.strip().replace('\n', ' ');
        if (line.length() <= LONGEST_TITLE) {
            return line;
        }
        int space = line.lastIndexOf(' ', LONGEST_TITLE);
        int end = space > LONGEST_TITLE / 2 ? space : LONGEST_TITLE;
        boolean splits = Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, splits ? end - 1 : end) + "…";
    }

    /** Reads what {@link #toJson} wrote. */
    static Conversation read(String id, int revision, String json) {
        JsonCursor cursor = Json.read(json);
        List<Message> messages = new ArrayList<>();
        for (JsonCursor message : cursor.field("messages").items()) {
            messages.add(Message.read(message));
        }
        return new Conversation(
                id,
                revision,
                cursor.field("title").asString(),
                cursor.field("changedAt").asDouble(),
                cursor.optional("privacy").map(JsonCursor::asString).orElse(""),
                messages);
    }

    JsonObject toJson() {
        List<JsonValue> items = new ArrayList<>();
        messages.forEach(message -> items.add(message.toJson()));
        return JsonObject.builder()
                .put("title", title)
                .put("changedAt", changedAt)
                .put("privacy", privacy)
                .put("messages", new JsonArray(items))
                .build();
    }
}
