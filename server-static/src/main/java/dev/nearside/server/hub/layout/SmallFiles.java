package dev.nearside.server.hub.layout;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.server.hub.transfer.DiskSpace;
import dev.nearside.server.hub.transfer.HubClient;
import dev.nearside.server.hub.transfer.RepositoryListing;
import dev.nearside.server.hub.transfer.TransferListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a repository that are read and not kept. */
record SmallFiles(HubClient hub, RepositoryListing listing, Path folder, TransferListener listener) {

    Optional<JsonCursor> json(String path) {
        return text(path).map(Json::read);
    }

    Optional<String> text(String path) {
        return listing.find(path).map(file -> {
            Path target = folder.resolve(path);
            hub.fetch(listing, file, target, listener);
            try {
                return Files.readString(target);
            } catch (IOException e) {
                throw DiskSpace.failed(e, target);
            }
        });
    }
}
