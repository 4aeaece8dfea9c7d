package dev.nearside.server.hub;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.Licence;
import dev.nearside.catalog.ModelNeeds;
import dev.nearside.catalog.Source;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.server.hub.transfer.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that can be pulled by their id: {@code catalogue.json} beside this class. */
public final class Catalogue {
    private final Map<String, Entry> entries;

    /** A model that can be pulled: what is listed, and where it comes from. */
    private record Entry(CatalogEntry listed, List<ModelSource> sources) {}

    private Catalogue(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** The catalogue that came with the program. */
    public static Catalogue bundled() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.json is not in the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue.json cannot be read", e);
        }
    }

    /**
     * Reads a catalogue.
     *
     * @throws InvalidInput if it is none
     */
    static Catalogue parse(String json) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (JsonCursor model : Json.read(json).field("models").items()) {
            Entry entry = read(model);
            entries.put(entry.listed().id(), entry);
        }
        return new Catalogue(entries);
    }

    /** The models as {@code /models/index.json} lists them while they are not installed. */
    public List<CatalogEntry> listed() {
        return entries.values().stream().map(Entry::listed).toList();
    }

    /** How to pull the model of that id. */
    Optional<PullRequest> find(String id) {
        return Optional.ofNullable(entries.get(id))
                .map(entry -> new PullRequest(id, entry.listed().title(), entry.sources(), null));
    }

    private static Entry read(JsonCursor json) {
        String id = json.field("id").asString();
        JsonCursor licence = json.field("licence");
        CatalogEntry listed = new CatalogEntry(
                id,
                json.field("title").asString(),
                json.field("task").asString(),
                new Licence(
                        licence.field("name").asString(), licence.field("url").asString()),
                new Source(json.field("from").asString(), json.field("page").asString(), null),
                json.field("bytes").asLong(),
                false,
                "/models/" + id + "/manifest.json",
                List.of(),
                json.optional("needs").map(ModelNeeds::read).orElse(null));
        List<ModelSource> sources = new ArrayList<>();
        for (JsonCursor source : json.field("sources").items()) {
            sources.add(source.optional("hub").isPresent() ? hub(source.field("hub")) : python(source));
        }
        return new Entry(listed, sources);
    }

    private static ModelSource hub(JsonCursor repository) {
        return new HubSource(Repository.parse(repository.asString()));
    }

    private static ModelSource python(JsonCursor source) {
        return new PythonPackageSource(
                source.field("python").asString(),
                source.field("file").asString(),
                source.field("bytes").asLong(),
                source.field("sha256").asString());
    }
}
