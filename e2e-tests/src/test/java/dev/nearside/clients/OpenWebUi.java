package dev.nearside.clients;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Open WebUI with a database of its own, whose only connection is the server; nothing else is asked or downloaded. */
final class OpenWebUi implements AutoCloseable {
    static final String MAIL = "somebody@example.org";
    static final String PASSWORD = "correct horse battery staple";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PythonServer process;
    private String token = "";

    private OpenWebUi(PythonServer process) {
        this.process = process;
    }

    /** Has it send no tools with the chats of its page. */
    static final Map<String, String> NO_TOOLS =
            Map.of("DEFAULT_MODEL_METADATA", "{\"capabilities\":{\"builtin_tools\":false}}");

    /** Starts it with an empty database and more settings. */
    static OpenWebUi start(PythonEnvironment python, String api, Map<String, String> more)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("nearside-open-webui");
        int port = PythonServer.freePort();
        Map<String, String> settings = new HashMap<>(Map.of(
                "DATA_DIR",
                data.toString(),
                "WEBUI_SECRET_KEY",
                UUID.randomUUID().toString(),
                "OPENAI_API_BASE_URL",
                api,
                "OPENAI_API_KEY",
                "not-needed",
                "ENABLE_OLLAMA_API",
                "false",
                "ENABLE_PERSISTENT_CONFIG",
                "false"));
        settings.putAll(more);
        settings.putAll(Map.of(
                "RAG_EMBEDDING_ENGINE", "openai",
                "RAG_EMBEDDING_MODEL", "all-minilm-l6-v2",
                "RAG_OPENAI_API_BASE_URL", api,
                "RAG_OPENAI_API_KEY", "not-needed",
                "CHUNK_SIZE", "500",
                "CHUNK_OVERLAP", "50",
                "RAG_TOP_K", "1"));
        settings.putAll(Map.of(
                "OFFLINE_MODE", "true",
                "HF_HUB_OFFLINE", "1",
                "ENABLE_VERSION_UPDATE_CHECK", "false",
                "ANONYMIZED_TELEMETRY", "false",
                "SCARF_NO_ANALYTICS", "true",
                "DO_NOT_TRACK", "true",
                "ENABLE_FOLLOW_UP_GENERATION", "false"));
        return new OpenWebUi(PythonServer.start(
                data,
                settings,
                python.command("open-webui", "serve", "--host", "127.0.0.1", "--port", Integer.toString(port)),
                port,
                "/health"));
    }

    URI address() {
        return process.address();
    }

    /** Makes the first account, which is the administrator's. */
    void signUp() throws IOException, InterruptedException {
        token = post(
                        "/api/v1/auths/signup",
                        "{\"name\":\"Somebody\",\"email\":\"" + MAIL + "\",\"password\":\"" + PASSWORD + "\"}")
                .field("token")
                .asString();
    }

    JsonCursor get(String path) throws IOException, InterruptedException {
        return Json.read(send(request(path).GET()).body());
    }

    JsonCursor post(String path, String json) throws IOException, InterruptedException {
        return Json.read(send(posted(path, json)).body());
    }

    /** The lines of a stream. */
    HttpResponse<java.util.stream.Stream<String>> stream(String path, String json)
            throws IOException, InterruptedException {
        return client.send(posted(path, json).build(), HttpResponse.BodyHandlers.ofLines());
    }

    /** Uploads a text file; it is there when this returns, and being read. */
    JsonCursor upload(Path file) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + file.getFileName() + "\"\r\nContent-Type: text/plain\r\n\r\n" + Files.readString(file) + "\r\n--"
                + boundary + "--\r\n";
        return Json.read(send(request("/api/v1/files/")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body());
    }

    private HttpRequest.Builder posted(String path, String json) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofMinutes(10));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    @Override
    public void close() {
        process.close();
    }
}
