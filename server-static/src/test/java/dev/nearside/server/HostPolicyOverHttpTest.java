package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPolicyOverHttpTest {

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(
                new ServerSettings("127.0.0.1", 0, models, List.of(), List.of("kiosk.example.org", "192.168.7.9")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:5173",
                "localhost.:80",
                "127.0.0.1:9999",
                "127.1.2.3",
                "[::1]:5173",
                "near.localhost:5173",
                "host.docker.internal:5173",
                "kiosk.example.org",
                "Kiosk.Example.Org:8443",
                "192.168.7.9:5173",
            })
    void namesMeantForThisServerPass(String host) throws Exception {
        RawResponse response = server.raw("GET /healthz HTTP/1.1", "Host: " + host);

        assertThat(response.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:5173",
                "localhost.evil.example",
                "notlocalhost",
                "127.0.0.1.evil.example",
                "127.0.0.256",
                "evil.example@localhost",
                "localhost evil.example",
                "192.168.7.10",
                "[::2]",
                "0.0.0.0",
                "kiosk.example.org.evil.example",
                "",
            })
    void otherNamesAreRefusedOnEveryRoute(String host) throws Exception {
        for (String path : List.of("/", "/models/index.json", "/api/info", "/metrics", "/nothing")) {
            RawResponse response = server.raw("GET " + path + " HTTP/1.1", "Host: " + host);

            assertThat(response.status()).as(path).isIn(400, 403);
            assertThat(response.body()).contains("\"error\"");
        }
    }

    @Test
    void theRefusalSaysWhatToDo() throws Exception {
        RawResponse response = server.raw("GET / HTTP/1.1", "Host: evil.example");

        assertThat(response.status()).isEqualTo(403);
        assertThat(new JsonMapper().readTree(response.body()).at("/error/code").asText())
                .isEqualTo("host_not_allowed");
        assertThat(new JsonMapper()
                        .readTree(response.body())
                        .at("/error/message")
                        .asText())
                .contains("--allow-host");
    }

    @Test
    void anAbsoluteAddressInTheRequestLineCountsToo() throws Exception {
        RawResponse response = server.raw("GET http://evil.example/healthz HTTP/1.1", "Host: localhost");

        assertThat(response.status()).isIn(400, 403);
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws Exception {
        assertThat(server.raw("GET / HTTP/1.0").head()).containsPattern("^HTTP/1.[01] 40[03] ");
        assertThat(server.raw("GET / HTTP/1.1").status()).isEqualTo(400);
    }

    @Test
    void twoHostsAreRefused() throws Exception {
        RawResponse response = server.raw("GET / HTTP/1.1", "Host: localhost", "Host: evil.example");

        assertThat(response.status()).isIn(400, 403);
    }
}
