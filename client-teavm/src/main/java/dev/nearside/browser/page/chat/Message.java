package dev.nearside.browser.page.chat;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person or the model said.
 *
 * @param text Markdown
 * @param state how an answer stands; a person's message is always done
 * @param note for people, under the message: how fast it came, or why it failed; or nothing
 * @param sources what the answer was made from
 * @param route where it was made; null if that is not known, and of a person's message
 */
record Message(
        Speaker speaker,
        String text,
        State state,
        String note,
        List<Source> sources,
        @Nullable AnswerRoute route) {

    /** Who speaks. */
    enum Speaker {
        PERSON("user"),
        MODEL("assistant");

        private final String role;

        Speaker(String role) {
            this.role = role;
        }

        /** OpenAI's name of it. */
        String role() {
            return role;
        }

        static Speaker of(String role) {
            return role.equals("user") ? PERSON : MODEL;
        }
    }

    /** How an answer stands. */
    enum State {
        /** It is being made; one that is kept so was cut off when its tab was closed. */
        WRITING,
        DONE,
        /** A person stopped it. */
        STOPPED,
        FAILED,
        /** The passages alone: no model had a part in it. */
        PASSAGES
    }

    Message {
        sources = List.copyOf(sources);
    }

    static Message of(String text) {
        return new Message(Speaker.PERSON, text, State.DONE, "", List.of(), null);
    }

    static Message answer(List<Source> sources) {
        return new Message(Speaker.MODEL, "", State.WRITING, "", sources, null);
    }

    /** The same with more text. */
    Message saying(String newText) {
        return new Message(speaker, newText, state, note, sources, route);
    }

    /** The same, ended. */
    Message ended(State newState, String newNote) {
        return new Message(speaker, text, newState, newNote, sources, route);
    }

    /** The same, made there. */
    Message from(AnswerRoute newRoute) {
        return new Message(speaker, text, state, note, sources, newRoute);
    }

    boolean isByModel() {
        return speaker == Speaker.MODEL;
    }

    static Message read(JsonCursor json) {
        List<Source> sources = new ArrayList<>();
        for (JsonCursor source : json.field("sources").items()) {
            sources.add(Source.read(source));
        }
        return new Message(
                Speaker.of(json.field("role").asString()),
                json.field("content").asString(),
                State.valueOf(json.field("state").asString()),
                json.field("note").asString(),
                sources,
                json.optional("route").map(AnswerRoute::read).orElse(null));
    }

    JsonObject toJson() {
        List<JsonValue> items = new ArrayList<>();
        sources.forEach(source -> items.add(source.toJson()));
        JsonObject.Builder json = JsonObject.builder()
                .put("role", speaker.role())
                .put("content", text)
                .put("state", state.name())
                .put("note", note)
                .put("sources", new JsonArray(items));
        return (route == null ? json : json.put("route", route.toJson())).build();
    }
}
