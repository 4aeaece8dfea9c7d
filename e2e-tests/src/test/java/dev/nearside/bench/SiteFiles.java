package dev.nearside.bench;

import dev.nearside.e2e.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the running server's build, found as a browser finds them: each named by another, from nearside.js on. */
final class SiteFiles {
    private static final Pattern ADDRESS = Pattern.compile("/(app|ort)/[\\w.-]+\\.(m?js|wasm)");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess server;
    private final Set<String> addresses = new TreeSet<>();

    SiteFiles(ServerProcess server) {
        this.server = server;
        Deque<String> unread = new ArrayDeque<>(List.of("/nearside.js"));
        while (!unread.isEmpty()) {
            Matcher found = ADDRESS.matcher(text(unread.pop()));
            while (found.find()) {
                String address = found.group();
                boolean isNew = addresses.add(address);
                if (isNew && address.startsWith("/app/") && address.endsWith(".js")) {
                    unread.push(address);
                }
            }
        }
    }

    /**
     * The address of a file of the build, whatever its hash is.
     *
     * @param name for example {@code /app/page.wasm}
     */
    String address(String name) {
        int dot = name.lastIndexOf('.');
        Pattern hashed = Pattern.compile(
                Pattern.quote(name.substring(0, dot)) + "\\.[0-9a-f]+" + Pattern.quote(name.substring(dot)));
        return addresses.stream()
                .filter(address -> hashed.matcher(address).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " among " + addresses));
    }

    /** Bytes of the body on the wire with Brotli. */
    long brotliBytes(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.at(address(name))))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept-Encoding", "br")
                .build();
        HttpResponse<Void> response = send(request, BodyHandlers.discarding());
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("br")) {
            throw new IllegalStateException(name + " is not served with Brotli");
        }
        return response.headers().firstValueAsLong("Content-Length").orElseThrow();
    }

    private String text(String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.at(address))).build();
        return send(request, BodyHandlers.ofString()).body();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
