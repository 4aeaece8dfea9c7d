package dev.nearside.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a server holds, by its own metrics.
 *
 * @param heapBytes used after a collection
 * @param bufferBytes outside the heap, in buffers of Java
 * @param threads that live
 * @param files that are open, sockets among them
 */
public record ServerFootprint(long heapBytes, long bufferBytes, int threads, int files) {

    /** Has the server collect its garbage, and reads its metrics. */
    public static ServerFootprint afterCollection(ServerProcess server) throws IOException, InterruptedException {
        Process collection = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .start();
        String printed = new String(collection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (collection.waitFor() != 0) {
            throw new IOException("the server's garbage cannot be collected: " + printed);
        }
        String metrics = metrics(server);
        return new ServerFootprint(
                (long) sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
                (long) sum(metrics, "jvm_buffer_memory_used_bytes"),
                (int) sum(metrics, "jvm_threads_live_threads"),
                (int) sum(metrics, "process_files_open_files"));
    }

    /** The text of {@code /metrics}. */
    public static String metrics(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.at("/metrics"))).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The sum of all metrics whose names and labels begin so; 0 if there is none. */
    public static double sum(String metrics, String beginning) {
        return metrics.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f MiB of heap, %.1f MiB of buffers, %d threads, %d open files",
                heapBytes / 1048576.0,
                bufferBytes / 1048576.0,
                threads,
                files);
    }
}
