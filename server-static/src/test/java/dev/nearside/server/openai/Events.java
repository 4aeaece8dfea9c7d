package dev.nearside.server.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream of server-sent events, read as strictly as a client may read it. */
public final class Events {
    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedReader in;
    private final List<String> comments = new ArrayList<>();
    private final List<String> raw = new ArrayList<>();
    private final List<JsonNode> data = new ArrayList<>();
    private boolean done;

    public Events(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** All of a stream that has ended. */
    public static Events all(String text) {
        try {
            Events events = new Events(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            Optional<JsonNode> event = events.next();
            while (event.isPresent()) {
                event = events.next();
            }
            return events;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event's data; empty at the end. */
    public Optional<JsonNode> next() throws IOException {
        String name = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            raw.add(line);
            if (line.startsWith(":")) {
                comments.add(line.substring(1).strip());
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.equals("data: [DONE]")) {
                done = true;
            } else if (line.startsWith("data: ")) {
                return Optional.of(read(line.substring(6), name));
            } else if (!line.isEmpty()) {
                throw new IllegalStateException("no line of such a stream: " + line);
            }
        }
        return Optional.empty();
    }

    private JsonNode read(String json, String name) throws JsonProcessingException {
        if (done) {
            throw new IllegalStateException("something follows the end: " + json);
        }
        JsonNode event = JSON.readTree(json);
        if (event.has("error") != name.equals("error")) {
            throw new IllegalStateException("an event named '" + name + "': " + json);
        }
        data.add(event);
        return event;
    }

    /** What came so far, {@code [DONE]} left out. */
    public List<JsonNode> data() {
        return List.copyOf(data);
    }

    /** Comments so far. */
    public List<String> comments() {
        return List.copyOf(comments);
    }

    /** Whether {@code [DONE]} came, with nothing after it. */
    public boolean isDone() {
        return done;
    }

    /** The text of one choice so far. */
    public String text(int choice) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : data) {
            for (JsonNode each : event.path("choices")) {
                if (each.path("index").asInt() == choice) {
                    text.append(each.at("/delta/content").asText())
                            .append(each.path("text").asText());
                }
            }
        }
        return text.toString();
    }

    /** Every line so far. */
    public List<String> lines() {
        return List.copyOf(raw);
    }
}
