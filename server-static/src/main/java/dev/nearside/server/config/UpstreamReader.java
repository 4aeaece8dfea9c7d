package dev.nearside.server.config;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.Price;
import dev.nearside.routing.Target;
import dev.nearside.server.upstream.ModelSettings;
import dev.nearside.server.upstream.Patience;
import dev.nearside.server.upstream.UpstreamKind;
import dev.nearside.server.upstream.UpstreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes settings of what stands under {@code upstreams}. */
final class UpstreamReader {
    private final Map<String, String> environment;

    UpstreamReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The upstreams whose entries have no mistake. */
    List<UpstreamSettings> read(JsonCursor sound, YamlNode node, Mistakes mistakes) {
        List<UpstreamSettings> upstreams = new ArrayList<>();
        List<JsonCursor> items = sound.items();
        for (int i = 0; i < items.size(); i++) {
            // A wrong address was named already, and is missing here.
            boolean isKnown = items.get(i).value() instanceof JsonObject object
                    && (object.members().containsKey("url") || !Paths.has(node, i, "url"));
            if (isKnown) {
                try {
                    upstreams.add(read(items.get(i)));
                } catch (InvalidInput e) {
                    mistakes.add(Paths.find(node, "[" + i + "]"), String.valueOf(e.getMessage()));
                }
            }
        }
        return upstreams;
    }

    /** An upstream of which a flag says name and address. */
    UpstreamSettings named(String name, String url) {
        if (!UpstreamKeys.URL.fits().test(url)) {
            throw new InvalidInput("the address of upstream " + name + " must be " + UpstreamKeys.URL.range());
        }
        UpstreamSettings plain = UpstreamSettings.of(name, URI.create(url));
        return new UpstreamSettings(
                name,
                plain.kind(),
                plain.baseUrl(),
                usualVariable(name),
                plain.apiVersion(),
                plain.share(),
                plain.patience(),
                plain.models());
    }

    private UpstreamSettings read(JsonCursor json) {
        String name = json.field("name").asString();
        UpstreamKind kind = json.optional("kind")
                .map(JsonCursor::asString)
                .map(UpstreamKind::of)
                .orElse(UpstreamKind.AUTO);
        if (kind != UpstreamKind.FOUNDRY && json.optional("url").isEmpty()) {
            throw new InvalidInput("upstream " + name + ": 'url' is missing");
        }
        return new UpstreamSettings(
                name,
                kind,
                json.optional("url").map(JsonCursor::asString).map(URI::create).orElse(UpstreamSettings.FOUNDRY),
                json.optional("apiKeyEnv").map(JsonCursor::asString).orElseGet(() -> usualVariable(name)),
                json.optional("apiVersion").map(JsonCursor::asString).orElse(null),
                new Target.Share(whole(json, "tier", 1), whole(json, "weight", 1)),
                new Patience(
                        millis(json, "connectMillis", Patience.DEFAULT.connect()),
                        millis(json, "firstTokenMillis", Patience.DEFAULT.firstToken()),
                        millis(json, "idleMillis", Patience.DEFAULT.idle())),
                json.optional("models").map(UpstreamReader::models).orElse(Map.of()));
    }

    /** The variable that is looked for where the settings name none; null if it is not set. */
    private @Nullable String usualVariable(String name) {
        String variable = "NEARSIDE_UPSTREAM_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_KEY";
        return environment.containsKey(variable) ? variable : null;
    }

    private static Map<String, ModelSettings> models(JsonCursor json) {
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        for (JsonCursor item : json.items()) {
            if (item.value() instanceof JsonObject) {
                models.put(item.field("id").asString(), model(item));
            }
        }
        return models;
    }

    private static ModelSettings model(JsonCursor json) {
        return new ModelSettings(
                whole(json, "contextLength", 0),
                new LinkedHashSet<>(
                        json.optional("tasks").map(JsonCursor::strings).orElse(List.of())),
                json.optional("price").map(UpstreamReader::price).orElse(null),
                json.optional("deployment").map(JsonCursor::asString).orElse(null));
    }

    private static Price price(JsonCursor json) {
        return new Price(
                json.optional("input").map(JsonCursor::asDouble).orElse(0.0),
                json.optional("output").map(JsonCursor::asDouble).orElse(0.0));
    }

    private static int whole(JsonCursor json, String name, int fallback) {
        return json.optional(name).map(JsonCursor::asInt).orElse(fallback);
    }

    private static Duration millis(JsonCursor json, String name, Duration fallback) {
        return json.optional(name)
                .map(JsonCursor::asInt)
                .map(Duration::ofMillis)
                .orElse(fallback);
    }
}
