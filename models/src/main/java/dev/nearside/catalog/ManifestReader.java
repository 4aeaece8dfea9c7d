package dev.nearside.catalog;

import dev.nearside.chat.ChatTemplate;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code manifest.json}. Members that it does not know are ignored, so that newer manifests stay readable. */
public final class ManifestReader {
    private ManifestReader() {}

    /**
     * Reads and checks a manifest.
     *
     * @throws InvalidInput if it is not JSON, a member is missing or of a wrong kind (the first such place is named),
     *     or its content breaks a rule (every such place is named, with what is allowed)
     */
    public static Manifest read(String json) {
        Manifest manifest = readUnchecked(Json.read(json));
        List<String> problems = ManifestChecks.problems(manifest);
        if (!problems.isEmpty()) {
            throw new InvalidInput("manifest: " + String.join("; ", problems));
        }
        return manifest;
    }

    private static Manifest readUnchecked(JsonCursor json) {
        return new Manifest(
                json.field("id").asString(),
                json.field("title").asString(),
                json.field("task").asString(),
                Licence.read(json.field("licence")),
                Source.read(json.field("source")),
                readFiles(json.field("files")),
                RuntimeSpec.read(json.field("runtime")),
                json.optional("tokenizer").map(TokenizerSpec::read).orElse(null),
                json.optional("generation").map(GenerationSpec::read).orElse(null),
                json.optional("chatTemplate").map(ChatTemplate::read).orElse(null),
                json.optional("labels").map(JsonCursor::strings).orElse(List.of()),
                json.optional("preprocessing").map(JsonCursor::asObject).orElse(JsonObject.empty()),
                json.optional("limits").map(JsonCursor::asObject).orElse(JsonObject.empty()),
                GoldenCase.read(json.field("golden")),
                json.optional("samples").map(JsonCursor::strings).orElse(List.of()));
    }

    private static List<ModelFile> readFiles(JsonCursor json) {
        List<ModelFile> files = new ArrayList<>();
        for (JsonCursor item : json.items()) {
            files.add(ModelFile.read(item));
        }
        return files;
    }
}
