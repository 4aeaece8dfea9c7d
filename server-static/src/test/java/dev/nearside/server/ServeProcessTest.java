package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.catalog.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeProcessTest {
    private static final Pattern ADDRESS = Pattern.compile("open (http://localhost:\\d+/)");
    private static final long HUGE = 5L << 30;
    private static final long TAIL = 300L << 20;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path models;

    @Test
    void itServesThePageSaysWhereAndStopsWhenToldTo() throws Exception {
        Map<String, String> environment = Map.of("NEARSIDE_PORT", "0", "NEARSIDE_MODELS", models.toString());
        try (CommandLine program = CommandLine.start(environment)) {
            URI address = address(program);

            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            program.terminate();
            CommandLine.Finished finished = program.finish();

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(finished.exitCode()).isEqualTo(143);
            assertThat(finished.out().lines()).hasSize(1);
            assertThat(finished.out()).contains("started in", models.toString());
            assertThat(finished.err().lines()).hasSize(1).first().asString().contains("GET / 200");
        }
    }

    @Test
    void secretsInAQueryAreNotLogged() throws Exception {
        try (CommandLine program = CommandLine.start(Map.of(), "--port", "0", "--models", models.toString())) {
            URI address = address(program).resolve("/healthz?key=hunter2&v=abc123");

            assertThat(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            program.terminate();

            assertThat(program.finish().err()).contains("/healthz?v=abc123 ").doesNotContain("hunter2");
        }
    }

    @Test
    void aFileOfManyTimesTheHeapIsStreamed() throws Exception {
        Path folder = TestModels.describe(models, "huge", new ModelFile("huge.onnx", HUGE, "0".repeat(64)));
        writeSparse(folder.resolve("huge.onnx"));
        try (CommandLine program = CommandLine.start(Map.of(), "--port", "0", "--models", models.toString())) {
            URI file = address(program).resolve("/models/huge/huge.onnx");

            HttpResponse<InputStream> tail = client.send(
                    HttpRequest.newBuilder(file)
                            .header("Range", "bytes=" + (HUGE - TAIL) + "-")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            long received = 0;
            int last = -1;
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = tail.body()) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    received += count;
                    last = count > 0 ? buffer[count - 1] : last;
                }
            }

            assertThat(tail.statusCode()).isEqualTo(206);
            assertThat(tail.headers().firstValue("Content-Range"))
                    .contains("bytes " + (HUGE - TAIL) + "-" + (HUGE - 1) + "/" + HUGE);
            assertThat(received).isEqualTo(TAIL);
            assertThat(last).isEqualTo(42);
        }
    }

    private static URI address(CommandLine program) throws Exception {
        Matcher matcher = ADDRESS.matcher(program.firstLine());
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group(1).replace("localhost", "127.0.0.1"));
    }

    private static void writeSparse(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            assertThat(channel.write(ByteBuffer.wrap(new byte[] {42}), HUGE - 1))
                    .isEqualTo(1);
        }
        assertThat(Files.size(file)).isEqualTo(HUGE);
    }
}
