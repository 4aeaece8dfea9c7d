package dev.nearside.server.hub.transfer;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model hub that speaks as Hugging Face does, or a mirror of it. Thread-safe.
 *
 * <pre>{@code
 * HubClient hub = new HubClient(HubSettings.of(System.getenv()));
 * RepositoryListing listing = hub.list(Repository.parse("onnx-community/SmolLM2-135M-Instruct-ONNX"), listener);
 * hub.fetch(listing, listing.find("config.json").orElseThrow(), Path.of("config.json"), listener);
 * }</pre>
 */
public final class HubClient {
    /** A listing of a thousand files with their hashes is a third of a megabyte. */
    private static final int LARGEST_LISTING = 32 << 20;

    private final HubSettings settings;
    private final HubConnection connection;

    /**
     * Makes a client; it connects to nothing yet.
     *
     * @throws InvalidInput if the environment names a proxy that is none
     */
    public HubClient(HubSettings settings) {
        this.settings = settings;
        this.connection = new HubConnection(settings);
    }

    /** Where the hub is. */
    public URI endpoint() {
        return settings.endpoint();
    }

    /**
     * Asks what a repository holds.
     *
     * @throws TransferFailed if the hub cannot be reached, or does not give it
     */
    public RepositoryListing list(Repository repository, TransferListener listener) {
        String revision = repository.revision() == null ? "main" : repository.revision();
        String path = "/api/models/" + repository.place() + "/revision/"
                + URLEncoder.encode(revision, StandardCharsets.UTF_8) + "?blobs=true";
        String json = get(URI.create(settings.endpoint() + path), repository, listener);
        try {
            return read(Json.read(json), repository);
        } catch (InvalidInput | IllegalArgumentException e) {
            throw new TransferFailed(
                    Reason.WRONG_CONTENT, settings.endpoint() + " does not answer as a hub does: " + e.getMessage(), e);
        }
    }

    /**
     * Brings a file there, going on where an earlier try stopped, and checks its hash.
     *
     * @throws TransferFailed if it cannot be had
     * @throws StorageFailed if the disk fails
     */
    public void fetch(RepositoryListing listing, RemoteFile file, Path target, TransferListener listener) {
        Refusals refusals = new Refusals(settings, listing.repository().place());
        try {
            new Download(connection, refusals, settings.patience(), listener).fetch(file, target);
        } catch (IOException e) {
            throw DiskSpace.failed(e, target);
        }
    }

    private String get(URI address, Repository repository, TransferListener listener) {
        Refusals refusals = new Refusals(settings, repository.place());
        Retries retries = new Retries(settings.patience(), listener);
        while (true) {
            listener.checkCancelled();
            try {
                HttpResponse<InputStream> response = connection.get(address, Map.of("Accept", "application/json"));
                try (InputStream body = response.body();
                        StallGuard guard =
                                StallGuard.over(body, settings.patience().answer())) {
                    if (response.statusCode() == 200) {
                        String text = new String(body.readNBytes(LARGEST_LISTING), StandardCharsets.UTF_8);
                        guard.progressed();
                        return text;
                    }
                    if (!Refusals.isPassing(response.statusCode()) || !retries.another()) {
                        throw refusals.of(response, "the list of files");
                    }
                    retries.pause("the hub answered " + response.statusCode(), response);
                }
            } catch (IOException e) {
                listener.checkCancelled();
                if (Refusals.isUnreachable(e) || !retries.another()) {
                    throw refusals.of(e, "the list of files");
                }
                retries.pause("the connection broke (" + Refusals.reason(e) + ")");
            }
        }
    }

    private RepositoryListing read(JsonCursor json, Repository repository) {
        String commit = json.field("sha").asString();
        List<RemoteFile> files = new ArrayList<>();
        for (JsonCursor item : json.field("siblings").items()) {
            String path = item.field("rfilename").asString();
            Optional<JsonCursor> large = item.optional("lfs");
            Optional<Digest> digest = large.isPresent()
                    ? Optional.of(Digest.sha256(large.get().field("sha256").asString()))
                    : item.optional("blobId").map(id -> Digest.gitBlob(id.asString()));
            Optional<JsonCursor> size =
                    large.flatMap(lfs -> lfs.optional("size")).or(() -> item.optional("size"));
            files.add(new RemoteFile(
                    path,
                    address(repository, commit, path),
                    size.map(JsonCursor::asLong).orElse(-1L),
                    digest.orElse(null)));
        }
        String licence = json.optional("cardData")
                .flatMap(card -> card.optional("license"))
                .filter(value -> value.value() instanceof dev.nearside.json.JsonString)
                .map(JsonCursor::asString)
                .orElse("unknown");
        return new RepositoryListing(repository, commit, licence, files);
    }

    private URI address(Repository repository, String commit, String path) {
        String encoded = URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
        return URI.create(settings.endpoint() + "/" + repository.place() + "/resolve/" + commit + "/" + encoded);
    }
}
