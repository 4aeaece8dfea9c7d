package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.json.Json;
import dev.nearside.routing.RoutingRules;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.routing.RoutingSettings;
import dev.nearside.server.routing.ToolsHere;
import dev.nearside.server.upstream.UpstreamSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Servers with the model {@code tiny} of their own, and an upstream {@code up} that has {@code big} and keeps what it is sent. */
final class RoutedServers implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path models;
    private final FakeUpstream upstream = FakeUpstream.start();
    private final List<RunningServer> servers = new ArrayList<>();

    private RoutedServers(Path models) {
        this.models = models;
    }

    /** With their models in that folder, which is empty. */
    static RoutedServers in(Path models) throws Exception {
        assertThat(TinyLlama.standard().install(models, "tiny")).isDirectory();
        return new RoutedServers(models);
    }

    FakeUpstream upstream() {
        return upstream;
    }

    /** A server with those rules, in JSON. */
    RunningServer with(String rules) {
        return with(rules, ToolsHere.REFUSE);
    }

    /** A server with those rules and manners. */
    RunningServer with(String rules, ToolsHere tools) {
        RunningServer server = start(rules, upstream, tools);
        servers.add(server);
        return server;
    }

    /** A server before another upstream; whoever asks for it closes it. */
    RunningServer before(FakeUpstream other, String rules) {
        return start(rules, other, ToolsHere.REFUSE);
    }

    private RunningServer start(String rules, FakeUpstream behind, ToolsHere tools) {
        RoutingSettings routing = new RoutingSettings(
                RoutingRules.read(Json.read(rules)), List.of(UpstreamSettings.of("up", behind.url())), Map.of(), tools);
        RunningServer server =
                RunningServer.with(ServerSettings.onFreePort(models).with(routing));
        await(server);
        return server;
    }

    /** Until the server has heard what models its upstream has. */
    private static void await(RunningServer server) {
        try {
            while (!server.get("/metrics").body().contains("nearside_upstream_up{upstream=\"up\"} 1.0")) {
                Thread.sleep(20);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> chat(RunningServer server, ObjectNode body, String... headers) throws Exception {
        return server.post("/v1/chat/completions", body.toString(), headers);
    }

    /** A chat of one message. */
    static ObjectNode body(String model, String text) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        return body;
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static JsonNode error(HttpResponse<String> answer) {
        return json(answer).path("error");
    }

    static void assertHeaders(HttpResponse<String> answer, String backend, String model, String reason) {
        assertThat(answer.headers().firstValue("X-Nearside-Backend"))
                .as(answer.body())
                .contains(backend);
        assertThat(answer.headers().firstValue("X-Nearside-Model")).contains(model);
        assertThat(answer.headers().firstValue("X-Nearside-Reason"))
                .hasValueSatisfying(text -> assertThat(text).startsWith(reason));
    }

    @Override
    public void close() {
        servers.forEach(RunningServer::close);
        upstream.close();
    }
}
