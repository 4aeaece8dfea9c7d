package dev.nearside.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a browser is told of the server's back ends, and what these answer, so that a test can have any of them without
 * having one: {@code GET /api/routing} and {@code POST /v1/chat/completions}.
 */
final class RoutedServer {
    /** A chat that the tab sent. */
    record Sent(JsonCursor body, Map<String, String> headers, int bytes) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile Consumer<Route> answer = route -> route.abort();
    private volatile boolean countsCharacters;

    /**
     * Stands in for the server of that context.
     *
     * @param rules JSON of the rules
     * @param targets JSON of each target
     */
    RoutedServer(BrowserContext context, String rules, String... targets) {
        context.route(
                "**/api/routing",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"rules\":" + rules + ",\"state\":{\"offline\":false,\"targets\":["
                                + String.join(",", targets) + "]}}")));
        context.route("**/v1/chat/completions", route -> {
            byte[] body = route.request().postDataBuffer();
            sent.add(new Sent(
                    Json.read(route.request().postData()), route.request().headers(), body.length));
            answer.accept(route);
        });
    }

    /** What was sent to it, in order. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** It answers with these pieces from now on. */
    RoutedServer says(String... pieces) {
        return ends("stop", pieces);
    }

    /** From now on its answers are cut off after these pieces, as they are as long as they may be. */
    RoutedServer isCutOffAfter(String... pieces) {
        return ends("length", pieces);
    }

    /** From now on a prompt has as many tokens as its last message has characters; before, each has nine. */
    RoutedServer countingCharacters() {
        countsCharacters = true;
        return this;
    }

    private String counted(String events, Route route) {
        List<JsonCursor> messages =
                Json.read(route.request().postData()).field("messages").items();
        int length =
                messages.get(messages.size() - 1).field("content").asString().length();
        return countsCharacters ? events.replace("\"prompt_tokens\":9", "\"prompt_tokens\":" + length) : events;
    }

    private RoutedServer ends(String reason, String... pieces) {
        StringBuilder events = new StringBuilder(": ping\n\n");
        StringBuilder whole = new StringBuilder();
        events.append(event("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (String piece : pieces) {
            whole.append(piece);
            events.append(event("{\"content\":\"" + piece + "\"}", "null"));
        }
        events.append(event("{}", "\"" + reason + "\""));
        events.append(
                "data: {\"id\":\"s\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":" + pieces.length + ",\"total_tokens\":"
                        + (9 + pieces.length) + "}}\n\ndata: [DONE]\n\n");
        String completion =
                "{\"id\":\"s\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"" + whole
                        + "\"},\"finish_reason\":\"" + reason + "\"}]}";
        answer = route -> {
            boolean streams = route.request().postData().contains("\"stream\":true");
            route.fulfill(new Route.FulfillOptions()
                    .setContentType(streams ? "text/event-stream" : "application/json")
                    .setBody(streams ? counted(events.toString(), route) : completion));
        };
        return this;
    }

    private static String event(String delta, String reason) {
        return "data: {\"id\":\"s\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}\n\n";
    }

    /** It refuses from now on. */
    RoutedServer refuses(int status, String code, String message) {
        answer = route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody("{\"error\":{\"message\":\"" + message + "\",\"type\":\"error\",\"param\":null,\"code\":\""
                        + code + "\"}}"));
        return this;
    }

    /** From now on it breaks off after its first word. */
    RoutedServer breaksOff() {
        answer = route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("text/event-stream")
                .setBody(event("{\"role\":\"assistant\",\"content\":\"\"}", "null")
                        + event("{\"content\":\"Half\"}", "null")));
        return this;
    }

    /** After so many chats it answers no more: whoever asks waits until they give up. */
    RoutedServer silentAfter(int chats) {
        Consumer<Route> before = answer;
        answer = route -> {
            if (sent.size() <= chats) {
                before.accept(route);
            }
        };
        return this;
    }

    /** From now on the connection fails. */
    RoutedServer fails() {
        answer = Route::abort;
        return this;
    }
}
