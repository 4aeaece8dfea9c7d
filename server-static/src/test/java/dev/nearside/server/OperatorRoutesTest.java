package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorRoutesTest {

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        TestModels.install(models, "tiny", new byte[] {1});
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theServerSaysThatItLives() throws Exception {
        HttpResponse<String> response = server.get("/healthz");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("status").asText()).isEqualTo("ok");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void itIsReadyOnceTheBundledModelsAreVerified() throws Exception {
        HttpResponse<String> response = server.get("/readyz");
        for (int i = 0; i < 100 && response.statusCode() != 200; i++) {
            Thread.sleep(50);
            response = server.get("/readyz");
        }

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("status").asText()).isEqualTo("ready");
        assertThat(server.server().isReady()).isTrue();
    }

    @Test
    void infoTellsVersionUptimeModelsAndTls() throws Exception {
        JsonNode info = json(server.get("/api/info"));

        assertThat(info.path("version").asText()).isEqualTo(Version.current()).doesNotContain("$");
        assertThat(info.path("uptimeSeconds").isIntegralNumber()).isTrue();
        assertThat(info.path("tls").asBoolean(true)).isFalse();
        assertThat(info.path("models").findValuesAsText("")).isEmpty();
        assertThat(info.path("models").toString()).contains("\"tiny\"");
    }

    @Test
    void requestsAreCountedByRouteAndStatusWithBytesAndLatency() throws Exception {
        assertThat(server.get("/models/tiny/model.onnx").statusCode()).isEqualTo(200);
        assertThat(server.get("/no-such-page-" + System.nanoTime()).statusCode())
                .isEqualTo(404);

        String text = server.get("/metrics").body();

        assertThat(Arrays.stream(text.split("\n")))
                .anyMatch(line -> line.startsWith("nearside_http_requests_seconds_count{")
                        && line.contains("route=\"/models/*\"")
                        && line.contains("status=\"200\""))
                .anyMatch(line ->
                        line.startsWith("nearside_http_requests_seconds_bucket{") && line.contains("le=\"0.1\""))
                .anyMatch(line -> line.startsWith("nearside_http_response_size_bytes_total{"))
                .anyMatch(line -> line.startsWith("nearside_http_requests_seconds_count{")
                        && line.contains("route=\"other\"")
                        && line.contains("status=\"404\""));
        assertThat(text).doesNotContain("no-such-page");
    }

    @Test
    void theNumbersOfTheVirtualMachineAreThere() throws Exception {
        String text = "";
        for (int i = 0; i < 100 && !text.contains("jvm_memory_used_bytes"); i++) {
            Thread.sleep(50);
            text = server.get("/metrics").body();
        }

        assertThat(text).contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
    }

    @Test
    void headOfEveryRouteHasNoBody() throws Exception {
        for (String path : new String[] {"/healthz", "/readyz", "/metrics", "/api/info", "/nothing"}) {
            RawResponse response = server.raw("HEAD " + path + " HTTP/1.1", "Host: localhost");

            assertThat(response.body()).as(path).isEmpty();
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new JsonMapper().readTree(response.body());
    }
}
