package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.transfer.HubClient;
import java.util.Optional;

/**
 * What sources work with.
 *
 * @param library what is installed
 * @param hub the model hub
 * @param packages Python's packages
 */
record Workshop(ModelLibrary library, HubClient hub, PythonPackages packages) {

    /** The manifest of the model of that id, if it is here as a whole. */
    Optional<Manifest> installed(String id) {
        return library.find(id)
                .filter(model -> model.catalogEntry().installed())
                .map(HostedModel::manifest);
    }
}
