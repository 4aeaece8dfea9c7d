package dev.nearside.server.config;

import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.server.upstream.ModelSettings;
import dev.nearside.server.upstream.UpstreamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes settings as YAML, in which JSON may stand, with their sources as comments. */
final class Description {
    private final Map<String, String> environment;
    private final StringBuilder out = new StringBuilder();

    Description(Map<String, String> environment) {
        this.environment = environment;
    }

    String of(Settings settings) {
        out.append(
                settings.file() == null ? "# There is no settings file.\n" : "# " + settings.file() + " is right.\n");
        line("port", settings.port(), settings.port().value().toString());
        line("host", settings.host(), new JsonString(settings.host().value()).toString());
        String models = settings.models().value().toAbsolutePath().normalize().toString();
        line("models", settings.models(), new JsonString(models).toString());
        list("allowOrigin", settings.lists().allowOrigin());
        list("allowHost", settings.lists().allowHost());
        list("pull", settings.lists().pull());
        Setting<String> keys = settings.chat().apiKeyEnv();
        if (keys.value().isEmpty()) {
            line("apiKeyEnv", keys, "null");
        } else {
            line("apiKeyEnv", new Setting<>(keys.value(), keys.from() + ", " + isSet(keys.value())), keys.value());
        }
        line(
                "keepLoadedMinutes",
                settings.chat().keepLoadedMinutes(),
                settings.chat().keepLoadedMinutes().value().toString());
        line(
                "chatMemoryMegabytes",
                settings.chat().memoryMegabytes(),
                settings.chat().memoryMegabytes().value().toString());
        line(
                "chatTools",
                settings.chat().tools(),
                settings.chat().tools().value().label());
        out.append(settings.upstreams().isEmpty() ? "upstreams: []\n" : "upstreams:\n");
        for (Setting<UpstreamSettings> one : settings.upstreams()) {
            out.append("  - ").append(upstream(one.value())).append("  # ").append(one.from());
            out.append(key(one.value())).append('\n');
        }
        out.append("routing:  # ").append(settings.routing().from()).append('\n');
        Json.writeIndented(settings.routing().value().toJson())
                .lines()
                .forEach(line -> out.append("  ").append(line).append('\n'));
        return out.toString();
    }

    private void list(String name, Setting<List<String>> setting) {
        line(name, setting, JsonArray.ofStrings(setting.value()).toString());
    }

    private void line(String name, Setting<?> setting, String value) {
        out.append(name)
                .append(": ")
                .append(value)
                .append("  # ")
                .append(setting.from())
                .append('\n');
    }

    private String key(UpstreamSettings upstream) {
        String variable = upstream.apiKeyEnv();
        return variable == null ? ", without a key" : ", " + isSet(variable);
    }

    private String isSet(String variable) {
        return variable + (environment.getOrDefault(variable, "").isEmpty() ? " is not set" : " is set");
    }

    private static JsonObject upstream(UpstreamSettings one) {
        JsonObject.Builder json = JsonObject.builder()
                .put("name", one.name())
                .put("url", one.baseUrl().toString())
                .put("kind", one.kind().label());
        String variable = one.apiKeyEnv();
        if (variable != null) {
            json = json.put("apiKeyEnv", variable);
        }
        String version = one.apiVersion();
        if (version != null) {
            json = json.put("apiVersion", version);
        }
        json = json.put("tier", one.share().tier())
                .put("weight", one.share().weight())
                .put("connectMillis", one.patience().connect().toMillis())
                .put("firstTokenMillis", one.patience().firstToken().toMillis())
                .put("idleMillis", one.patience().idle().toMillis());
        List<JsonValue> models = new ArrayList<>();
        one.models().forEach((id, model) -> models.add(model(id, model)));
        return models.isEmpty()
                ? json.build()
                : json.put("models", new JsonArray(models)).build();
    }

    private static JsonObject model(String id, ModelSettings model) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", id)
                .put("contextLength", model.contextLength())
                .put(
                        "tasks",
                        JsonArray.ofStrings(model.tasks().stream().sorted().toList()));
        if (model.price() != null) {
            json = json.put(
                    "price",
                    JsonObject.builder()
                            .put("input", model.price().input())
                            .put("output", model.price().output())
                            .build());
        }
        return model.deployment() == null
                ? json.build()
                : json.put("deployment", model.deployment()).build();
    }
}
