package dev.nearside.e2e;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An answer as it was streamed.
 *
 * @param text all pieces in the order in which they came
 * @param problems what was not as it should be, empty if nothing
 * @param tokens of the answer, as its usage counts them
 * @param firstNanos from the request to the first piece
 * @param nanos from the request to the end
 */
public record StreamedAnswer(String text, List<String> problems, int tokens, long firstNanos, long nanos) {

    public StreamedAnswer {
        problems = List.copyOf(problems);
    }

    /** The same with one more problem. */
    public StreamedAnswer with(String problem) {
        List<String> more = new ArrayList<>(problems);
        more.add(problem);
        return new StreamedAnswer(text, more, tokens, firstNanos, nanos);
    }

    /**
     * A chat request whose answer does not end by itself.
     *
     * @param seed what chooses its tokens
     */
    public static String request(String model, String question, long seed, int tokens) {
        return String.format(Locale.ROOT, """
                {"model":"%s","messages":[{"role":"user","content":"%s"}],"seed":%d,"temperature":1,"max_tokens":%d,
                 "logit_bias":{"0":-100,"2":-100},"stream":true,"stream_options":{"include_usage":true}}""", model, question, seed, tokens);
    }

    /** Sends the request and reads its answer to the end. */
    public static StreamedAnswer read(HttpClient client, URI chat, String request)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(chat)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        Reading reading = new Reading(begin, response.statusCode());
        try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
                Stream<String> lines = reader.lines()) {
            lines.forEach(reading::line);
        }
        return reading.end();
    }

    /** What was read so far. */
    private static final class Reading {
        private final StringBuilder text = new StringBuilder();
        private final List<String> problems = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final long begin;
        private long first;
        private int tokens;
        private boolean finished;
        private boolean done;

        Reading(long begin, int status) {
            this.begin = begin;
            if (status != 200) {
                problems.add("status " + status);
            }
        }

        void line(String line) {
            if (line.isEmpty() || line.startsWith(":")) {
                return;
            }
            if (done) {
                problems.add("after the end: " + line);
            } else if (line.equals("data: [DONE]")) {
                done = true;
            } else if (line.startsWith("data: {")) {
                chunk(Json.read(line.substring("data: ".length())));
            } else {
                problems.add(line);
            }
        }

        private void chunk(JsonCursor chunk) {
            if (chunk.optional("error").isPresent()) {
                problems.add(Json.write(chunk.value()));
                return;
            }
            ids.add(chunk.field("id").asString());
            for (JsonCursor choice : chunk.field("choices").items()) {
                choice.field("delta").optional("content").ifPresent(this::piece);
                finished |= choice.optional("finish_reason").isPresent();
            }
            chunk.optional("usage")
                    .ifPresent(
                            usage -> tokens = usage.field("completion_tokens").asInt());
        }

        private void piece(JsonCursor content) {
            String piece = content.asString();
            if (piece.isEmpty()) {
                return;
            }
            if (finished) {
                problems.add("after the finish: " + piece);
            }
            if (text.isEmpty()) {
                first = System.nanoTime() - begin;
            }
            text.append(piece);
        }

        StreamedAnswer end() {
            if (!done || !finished) {
                problems.add("cut off");
            }
            if (ids.size() > 1) {
                problems.add("several ids: " + ids);
            }
            return new StreamedAnswer(text.toString(), problems, tokens, first, System.nanoTime() - begin);
        }
    }
}
