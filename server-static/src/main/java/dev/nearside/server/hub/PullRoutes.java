package dev.nearside.server.hub;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/pull {"model": …}} starts or joins a pull, {@code GET /api/pull/{id}} tells how it goes as server-sent
 * events, {@code DELETE /api/pull/{id}} stops it. For the page of this server: the origin policy guards {@code /api}.
 */
public final class PullRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PullRoutes.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final long MILLIS_BETWEEN_EVENTS = 150;

    private final Pulls pulls;

    public PullRoutes(Pulls pulls) {
        this.pulls = pulls;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post("/api/pull", this::start);
        routes.get("/api/pull/{id}", this::watch);
        routes.delete("/api/pull/{id}", this::cancel);
    }

    private void start(Context ctx) {
        JsonCursor json = Json.read(ctx.body());
        String model = json.optional("model")
                .orElseThrow(() -> new InvalidInput("the request's body: 'model' is missing"))
                .asString();
        if (model.startsWith("gguf:")) {
            throw new InvalidInput("model: files of the server's machine are pulled on its command line only");
        }
        Pull pull = pulls.start(WantedModel.of(model));
        answer(ctx.status(202), pull);
    }

    private void cancel(Context ctx) {
        Pull pull = find(ctx);
        pull.cancel();
        answer(ctx.status(202), pull);
    }

    private static void answer(Context ctx, Pull pull) {
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/json").result(Json.write(pull.state().toJson()));
    }

    private Pull find(Context ctx) {
        String id = ctx.pathParam("id");
        return pulls.find(id)
                .orElseThrow(() -> new NotFoundResponse(
                        "nothing named '" + id + "' was pulled since the server started", Map.of("code", "not_found")));
    }

    /** The state now, then each other one, to the last; a few a second at most. */
    private void watch(Context ctx) throws IOException {
        Pull pull = find(ctx);
        ctx.contentType("text/event-stream");
        ctx.header("Cache-Control", "no-store");
        ctx.header("X-Accel-Buffering", "no");
        OutputStream out = ctx.res().getOutputStream();
        PullState state = pull.state();
        try {
            while (true) {
                send(out, "data: " + Json.write(state.toJson()) + "\n\n");
                if (state.phase().isLast()) {
                    return;
                }
                Thread.sleep(MILLIS_BETWEEN_EVENTS);
                state = pull.awaitOther(state, HEARTBEAT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("whoever watched the pull of {} left", state.id(), e);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
