package dev.nearside.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.nearside.image.Picture;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A page of the server's origin, with the server's own headers, that has nothing on it: what any page can do with {@code
 * nearside.js}. Calls end after 90 seconds at the latest.
 */
public final class PlainPage {
    private static final String PATH = "/plain.html";

    private final Page page;
    private @Nullable JsonCursor info;

    private PlainPage(Page page) {
        this.page = page;
        Object nothing = page.evaluate(resource("plain-page.js"));
        if (nothing != null) {
            throw new IllegalStateException("plain-page.js gave " + nothing);
        }
    }

    /** A cross-origin isolated page, as the server's own. */
    public static PlainPage isolated(BrowserContext context, ServerProcess server) {
        return open(context, server::at, true);
    }

    /** A page without COOP and COEP, so without threads. */
    static PlainPage notIsolated(BrowserContext context, ServerProcess server) {
        return open(context, server::at, false);
    }

    /** As {@link #isolated}, of a site that gives the address of a path on it. */
    static PlainPage isolatedAt(BrowserContext context, UnaryOperator<String> site) {
        return open(context, site, true);
    }

    private static PlainPage open(BrowserContext context, UnaryOperator<String> site, boolean isolated) {
        Page page = context.newPage();
        page.route("**" + PATH, route -> answer(route, isolated));
        page.navigate(site.apply(PATH));
        page.unroute("**" + PATH);
        return new PlainPage(page);
    }

    /** The server's headers are taken from its own page. */
    private static void answer(Route route, boolean isolated) {
        String index = route.request().url().replace(PATH, "/");
        Map<String, String> headers = new HashMap<>(
                route.fetch(new Route.FetchOptions().setUrl(index)).headers());
        headers.keySet().removeAll(List.of("content-length", "content-encoding", "etag", "vary", "date"));
        if (!isolated) {
            headers.keySet().removeAll(List.of("cross-origin-opener-policy", "cross-origin-embedder-policy"));
        }
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setHeaders(headers)
                .setBody("<!doctype html><html lang=en><title>Plain</title><p>Nothing here.</p>"));
    }

    /** The browser's page. */
    public Page page() {
        return page;
    }

    /** {@code open(options)}. */
    public void open(Map<String, Object> options) {
        info = value(call("options => plain.open(options)", options));
    }

    /** What {@code near.info()} said when the engine had started. */
    public JsonCursor info() {
        return Objects.requireNonNull(info, "nothing was opened");
    }

    /** {@code near.vision.classify(picture, options)}. */
    Answer classify(Picture picture, Map<String, Object> options) {
        return Answer.of(value(call("a => plain.classify(a.picture, a.options)", argument(picture, options))));
    }

    /** Why {@code near.vision.classify(picture, options)} did not answer. */
    Failure failureToClassify(Picture picture, Map<String, Object> options) {
        return failure(call("a => plain.classify(a.picture, a.options)", argument(picture, options)));
    }

    /** Classifies one after the other. */
    List<Answer> classifyAll(List<Picture> pictures, Map<String, Object> options) {
        List<Map<String, Object>> pixels =
                pictures.stream().map(PlainPage::pixels).toList();
        return value(call(
                        "a => plain.classifyAll(a.pictures, a.options)",
                        Map.of("pictures", pixels, "options", options)))
                .items()
                .stream()
                .map(Answer::of)
                .toList();
    }

    /** Begins to classify; {@link #finish} waits for the answer. */
    void begin(Picture picture) {
        page.evaluate("a => plain.begin(a.picture, a.options)", argument(picture, Map.of()));
    }

    /** The answers of all that was begun, in order. */
    List<Answer> finish() {
        return value(call("() => plain.finish()", Map.of())).items().stream()
                .map(Answer::of)
                .toList();
    }

    /** What a function {@code async near => …} gives. */
    public JsonCursor evaluate(String function) {
        return value(call("() => plain.evaluate(" + function + ")", Map.of()));
    }

    /** What a function {@code async near => …} throws. */
    Failure failureOf(String function) {
        return failure(call("() => plain.evaluate(" + function + ")", Map.of()));
    }

    private JsonCursor call(String function, Object argument) {
        return Json.read((String) page.evaluate(function, argument));
    }

    private static JsonCursor value(JsonCursor answer) {
        answer.optional("failure").ifPresent(failure -> {
            throw new AssertionError("the page answered " + Failure.of(failure));
        });
        return answer.field("value");
    }

    private static Failure failure(JsonCursor answer) {
        return Failure.of(answer.optional("failure")
                .orElseThrow(() -> new AssertionError("no failure but " + Json.write(answer.value()))));
    }

    private static Map<String, Object> argument(Picture picture, Map<String, Object> options) {
        return Map.of("picture", pixels(picture), "options", options);
    }

    private static Map<String, Object> pixels(Picture picture) {
        return Map.of(
                "width",
                picture.width(),
                "height",
                picture.height(),
                "rgba",
                Base64.getEncoder().encodeToString(picture.viewRgba()));
    }

    private static String resource(String name) {
        try (InputStream in = PlainPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
