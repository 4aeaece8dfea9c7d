package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ServerProcess;
import dev.nearside.e2e.Suite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and how far: hosts, origins, paths. */
@ExtendWith(Suite.class)
class DoorsIT {
    private Wire wire;

    @BeforeEach
    void connect(ServerProcess server) {
        wire = new Wire(server);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5173, 200",
        "127.0.0.1, 200",
        "[::1]:80, 200",
        "near.localhost, 200",
        "host.docker.internal:5173, 200",
        "evil.example, 403",
        "evil.example:5173, 403",
        "localhost.evil.example, 403",
        "192.168.1.7, 403",
    })
    void onlyNamesOfThisMachineAreAnswered(String host, int status) {
        assertThat(wire.raw("GET /healthz", "Host: " + host).status()).isEqualTo(status);
        assertThat(wire.raw("GET /models/index.json", "Host: " + host).status()).isEqualTo(status);
        assertThat(wire.raw("GET /", "Host: " + host).status()).isEqualTo(status);
    }

    @Test
    void noHostOrTwoOfThemAreRefused() {
        assertThat(wire.raw("GET /healthz", "").status()).isIn(400, 403);
        assertThat(wire.raw("GET /healthz", "Host: localhost\r\nHost: evil.example")
                        .status())
                .isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void pagesFromElsewhereMayNotCallTheApi(String header) {
        for (String path : new String[] {"/api/info", "/v1/models"}) {
            assertThat(wire.send("GET " + path, header).status()).as(path).isEqualTo(403);
            assertThat(wire.send("GET " + path, header).header("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(wire.send("POST " + path, header, "Content-Length: 0").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void whatAFormCouldSendIsNoJson() {
        Response response = wire.send("POST /api/pull", "Content-Type: text/plain", "Content-Length: 0");

        assertThat(response.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/../../etc/passwd",
                "/models/digits/../../../../etc/passwd",
                "/models/digits/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/models/digits/..%2f..%2f..%2fetc%2fpasswd",
                "/models/digits/%252e%252e%252fetc%252fpasswd",
                "/models/digits/..\\..\\..\\etc\\passwd",
                "/models/digits/%5c..%5c..%5cetc%5cpasswd",
                "/models/digits/....//....//etc/passwd",
                "/models//etc/passwd",
                "/models/%2fetc%2fpasswd",
                "/models/digits/digits.onnx%00.txt",
                "/models/digits/..;/..;/etc/passwd",
                "/models/digits/.hidden",
                "/models/digits/%c0%ae%c0%ae/etc/passwd",
                "/app/../../../../etc/passwd",
                "/site/index.json",
                "/META-INF/MANIFEST.MF",
                "/BOOT-INF/lib/",
                "/WEB-INF/web.xml",
                "//etc/passwd",
                "/..%00/etc/passwd",
            })
    void noPathLeadsOut(String path) {
        Response response = wire.send("GET " + path);

        assertThat(response.status()).isIn(400, 403, 404);
        assertThat(response.text()).doesNotContain("root:", "Manifest-Version");
    }

    @Test
    void theMethodIsTheOneOfTheRequestLine() {
        Response response = wire.send("GET /api/info", "X-HTTP-Method-Override: POST");

        assertThat(response.status()).isEqualTo(400);
    }
}
