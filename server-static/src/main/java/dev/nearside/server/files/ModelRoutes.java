package dev.nearside.server.files;

import dev.nearside.error.ModelNotFound;
import dev.nearside.server.security.PublicResource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /models/index.json} and {@code /models/{id}/{file}}, open to pages of every origin. */
public final class ModelRoutes {
    private final ModelLibrary library;

    /** Routes to the models of that library. */
    public ModelRoutes(ModelLibrary library) {
        this.library = library;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.before("/models/*", PublicResource::open);
        routes.options("/models/*", PublicResource::options);
        routes.get("/models/index.json", this::sendIndex);
        routes.head("/models/index.json", this::sendIndex);
        routes.get("/models/*", this::sendFile);
        routes.head("/models/*", this::sendFile);
    }

    private void sendIndex(Context ctx) throws IOException {
        byte[] json = library.index().toJson().getBytes(StandardCharsets.UTF_8);
        HostedFile file = new HostedFile(new MemoryBytes(json), Digests.sha256(json));
        FileResponse.send(ctx, representation(file, "index.json", false));
    }

    private void sendFile(Context ctx) throws IOException {
        List<String> names = RequestPath.names(ctx.path());
        if (names.size() < 3) {
            throw notFound(ctx);
        }
        HostedModel model = library.find(names.get(1))
                .orElseThrow(() -> new ModelNotFound("there is no model '" + names.get(1) + "' here"));
        String path = String.join("/", names.subList(2, names.size()));
        HostedFile file = model.find(path).orElseThrow(() -> notFound(ctx));
        String version = ctx.queryParam("v");
        if (version != null && !version.equals(file.sha256())) {
            throw new NotFoundResponse(
                    path + " is there, but not in the version that was asked for; its SHA-256 is " + file.sha256(),
                    Map.of("code", "version_not_found", "param", "v"));
        }
        FileResponse.send(ctx, representation(file, path, version != null));
    }

    private static Representation representation(HostedFile file, String path, boolean immutable) {
        return new Representation(file.bytes(), file.sha256(), MediaTypes.ofModelFile(path), null, immutable);
    }

    private static NotFoundResponse notFound(Context ctx) {
        return new NotFoundResponse("there is no file " + ctx.path() + " here", Map.of("code", "not_found"));
    }
}
