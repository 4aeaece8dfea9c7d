package dev.nearside.server;

import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Routes for whoever runs the server: is it alive, is it ready, what is it, what has it done. */
final class OperatorRoutes {
    private final ModelLibrary library;
    private final Readiness readiness;
    private final ServerMetrics metrics;
    private final long startedAt = System.nanoTime();

    OperatorRoutes(ModelLibrary library, Readiness readiness, ServerMetrics metrics) {
        this.library = library;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** What {@code GET /api/info} answers. */
    record Info(String name, String version, long uptimeSeconds, boolean tls, List<String> models) {}

    void addTo(RoutesConfig routes) {
        getAndHead(routes, "/healthz", ctx -> ctx.json(Map.of("status", "ok")));
        getAndHead(routes, "/readyz", ctx -> ctx.status(readiness.state() == Readiness.State.READY ? 200 : 503)
                .json(readiness.report()));
        getAndHead(routes, "/metrics", ctx -> ctx.result(metrics.scrape()).contentType(ServerMetrics.CONTENT_TYPE));
        getAndHead(routes, "/api/info", ctx -> ctx.json(info(ctx)));
    }

    private static void getAndHead(RoutesConfig routes, String path, Handler handler) {
        Handler fresh = ctx -> {
            ctx.header("Cache-Control", "no-store");
            handler.handle(ctx);
        };
        routes.get(path, fresh);
        routes.head(path, fresh);
    }

    private Info info(Context ctx) {
        List<String> ids = library.models().stream()
                .map(HostedModel::manifest)
                .map(manifest -> manifest.id())
                .toList();
        long uptime = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
        return new Info("nearside", Version.current(), uptime, ctx.req().isSecure(), ids);
    }
}
