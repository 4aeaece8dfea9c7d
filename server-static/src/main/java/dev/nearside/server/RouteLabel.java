package dev.nearside.server;

import java.util.List;

/** The route of a path for metrics: few values, whatever paths clients make up. */
final class RouteLabel {
    private static final List<String> EXACT = List.of(
            "/",
            "/index.html",
            "/nearside.js",
            "/sw.js",
            "/manifest.webmanifest",
            "/models/index.json",
            "/healthz",
            "/readyz",
            "/metrics",
            "/api/info",
            "/api/pull",
            "/api/routing",
            "/v1/chat/completions",
            "/v1/completions",
            "/v1/embeddings",
            "/v1/models",
            "/v1/route/explain");
    private static final List<String> FOLDERS = List.of("/models/", "/app/", "/ort/", "/api/", "/v1/");

    private RouteLabel() {}

    /** For example {@code /models/*} for {@code /models/digits/digits.onnx}. */
    static String of(String path) {
        String single = path.replaceAll("/{2,}", "/");
        if (EXACT.contains(single)) {
            return single;
        }
        return FOLDERS.stream()
                .filter(single::startsWith)
                .findFirst()
                .map(folder -> folder + "*")
                .orElse("other");
    }
}
