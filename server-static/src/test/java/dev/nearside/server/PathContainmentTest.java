package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathContainmentTest {
    private static final String SECRET = "the operator's own file";

    @TempDir
    static Path dir;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        Path models = Files.createDirectories(dir.resolve("models"));
        Files.write(dir.resolve("secret.txt"), secret);
        TestModels.install(models, "tiny", "weights".getBytes(StandardCharsets.UTF_8));
        Files.write(models.resolve("tiny/unlisted.txt"), secret);
        Files.write(models.resolve("tiny/.hidden"), secret);
        Files.write(models.resolve("stray.txt"), secret);
        Path linked =
                TestModels.describe(models, "linked", new ModelFile("model.onnx", secret.length, Sha256.hexOf(secret)));
        Files.createSymbolicLink(linked.resolve("model.onnx"), dir.resolve("secret.txt"));
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/tiny/../../secret.txt",
                "/models/../../secret.txt",
                "/../secret.txt",
                "/../../../../../../etc/passwd",
                "/models/tiny/%2e%2e/%2e%2e/secret.txt",
                "/models/tiny/..%2f..%2fsecret.txt",
                "/models/tiny/%252e%252e/%252e%252e/secret.txt",
                "/models/tiny/..%5c..%5csecret.txt",
                "/models/tiny/..\\..\\secret.txt",
                "/models/..;/..;/secret.txt",
                "/models/tiny/%c0%ae%c0%ae/secret.txt",
                "/models/tiny/%00",
                "/models/tiny/model.onnx%00.png",
                "/models/tiny/unlisted.txt",
                "/models/tiny/.hidden",
                "/models/tiny/%2ehidden",
                "/models/stray.txt",
                "/models/tiny",
                "/models/tiny/",
                "/models/tiny/model.onnx/",
                "/models/linked/model.onnx",
                "/models/C:/Windows/win.ini",
                "/models/tiny/model.onnx::$DATA",
                "/models//etc/passwd",
                "/models/%2fetc%2fpasswd",
                "/models/tiny/%zz",
                "/models/tiny/%",
                "/META-INF/MANIFEST.MF",
                "/simplelogger.properties",
                "/testsite/index.json",
            })
    void nothingOutsideOfTheModelsFilesCanBeReached(String path) throws Exception {
        RawResponse response = server.raw("GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain(SECRET).contains("\"error\"");
        assertThat(response.header("Content-Type")).contains("application/json");
    }

    @Test
    void aNormalPathWithAnEncodedLetterIsDecodedOnce() throws Exception {
        RawResponse response = server.raw("GET /models/tiny/model%2Eonnx HTTP/1.1", "Host: localhost");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("weights");
    }
}
