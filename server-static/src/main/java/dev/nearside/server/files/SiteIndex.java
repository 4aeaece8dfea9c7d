package dev.nearside.server.files;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of the page's files that the module {@code web} writes beside them at build time. */
record SiteIndex(List<SiteFile> files) {
    SiteIndex {
        files = List.copyOf(files);
    }

    /**
     * A file of the page.
     *
     * @param path its address, for example {@code /app/page.3fa9c1d2e4b5.wasm}
     * @param type its media type
     * @param immutable whether the address names these very bytes for ever
     * @param plain the file itself
     * @param encodings its compressed forms by content coding
     */
    record SiteFile(String path, String type, boolean immutable, Form plain, Map<String, Form> encodings) {
        SiteFile {
            encodings = Map.copyOf(encodings);
        }
    }

    /** A file in one encoding: its name on the class path, its length and SHA-256. */
    record Form(String resource, long bytes, String sha256) {}

    /**
     * Reads the index.
     *
     * @param resource its name on the class path, for example {@code site/index.json}
     * @throws IllegalStateException if it is missing or broken: the jar was put together wrongly
     */
    static SiteIndex load(String resource) {
        try (InputStream stream = SiteIndex.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the page is missing: there is no " + resource + " in this jar");
            }
            List<SiteFile> files = new ArrayList<>();
            String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (JsonCursor file : Json.read(json).field("files").items()) {
                files.add(file(file));
            }
            return new SiteIndex(files);
        } catch (InvalidInput e) {
            throw new IllegalStateException(resource + " in this jar is broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SiteFile file(JsonCursor json) {
        String path = json.field("path").asString();
        // Routes have a syntax of their own, and an address must not be read as a pattern.
        if (!path.matches("(/[A-Za-z0-9_][A-Za-z0-9._@-]*)+")) {
            throw json.field("path").error("'" + path + "' is no address of the page");
        }
        Map<String, Form> encodings = new LinkedHashMap<>();
        json.optional("encodings")
                .ifPresent(map -> map.fields().forEach((coding, encoded) -> encodings.put(coding, form(encoded))));
        return new SiteFile(
                path, json.field("type").asString(), json.field("immutable").asBoolean(), form(json), encodings);
    }

    private static Form form(JsonCursor json) {
        return new Form(
                json.field("resource").asString(),
                json.field("bytes").asLong(),
                json.field("sha256").asString());
    }
}
