package dev.nearside.server.files;

import dev.nearside.server.files.SiteIndex.Form;
import dev.nearside.server.files.SiteIndex.SiteFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page and the programs it loads, from the class path, each file at the address that the index gives it and in the
 * encoding that the client likes best. Every file has its own route, so nothing else on the class path can be reached.
 */
public final class StaticSite {
    /** In the order that settles a draw: Brotli's files are smaller. */
    private static final List<String> CODINGS = List.of("br", "gzip");

    private final SiteIndex index;

    private StaticSite(SiteIndex index) {
        this.index = index;
    }

    /**
     * The site of that index.
     *
     * @param indexResource the index's name on the class path, {@code site/index.json} in the product
     * @throws IllegalStateException if it is missing or broken
     */
    public static StaticSite load(String indexResource) {
        return new StaticSite(SiteIndex.load(indexResource));
    }

    /** Adds a route for every file, and {@code /} for {@code /index.html}. */
    public void addTo(RoutesConfig routes) {
        for (SiteFile file : index.files()) {
            add(routes, file.path(), file);
            if (file.path().equals("/index.html")) {
                add(routes, "/", file);
            }
        }
    }

    private static void add(RoutesConfig routes, String path, SiteFile file) {
        Handler handler = ctx -> send(ctx, file);
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void send(Context ctx, SiteFile file) throws IOException {
        ctx.header("Vary", "Accept-Encoding");
        List<String> available =
                CODINGS.stream().filter(file.encodings()::containsKey).toList();
        String accepted = String.join(",", Collections.list(ctx.req().getHeaders("Accept-Encoding")));
        String coding = AcceptEncoding.choose(accepted, available).orElse(null);
        FileResponse.send(ctx, representation(file, coding));
    }

    private static Representation representation(SiteFile file, @Nullable String coding) {
        Form form = coding == null ? file.plain() : file.encodings().getOrDefault(coding, file.plain());
        return new Representation(
                new JarBytes(form.resource(), form.bytes()),
                form.sha256(),
                MediaTypes.withCharset(file.type()),
                coding,
                file.immutable());
    }
}
