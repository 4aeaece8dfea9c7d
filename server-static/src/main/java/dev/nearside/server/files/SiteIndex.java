package dev.nearside.server.files;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The list of the page's files that the module {@code web} writes beside them at build time. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SiteIndex(List<SiteFile> files) {
    SiteIndex {
        files = List.copyOf(files);
    }

    /**
     * A file of the page.
     *
     * @param path its address, for example {@code /app/page.3fa9c1d2e4b5.wasm}
     * @param resource its name on the class path
     * @param type its media type
     * @param immutable whether the address names these very bytes for ever
     * @param encodings its compressed forms by content coding
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteFile(
            String path,
            String resource,
            String type,
            String sha256,
            long bytes,
            boolean immutable,
            @Nullable Map<String, Encoded> encodings) {

        SiteFile {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(sha256, "sha256");
            if (!path.matches("(/[A-Za-z0-9_][A-Za-z0-9._@-]*)+")) {
                throw new IllegalArgumentException("'" + path + "' is no address of the page");
            }
        }
    }

    /** A compressed form of a file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Encoded(String resource, long bytes, String sha256) {
        Encoded {
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

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
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(stream, SiteIndex.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(resource + " in this jar is broken: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
