package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.hub.PullState.Phase;
import dev.nearside.server.hub.layout.TransformersLayout;
import dev.nearside.server.hub.transfer.Repository;
import dev.nearside.server.hub.transfer.RepositoryListing;
import java.util.Optional;

/** A repository on a model hub, in the layout of transformers.js. */
record HubSource(Repository repository) implements ModelSource {

    @Override
    public String title() {
        return "hf:" + repository;
    }

    @Override
    public Optional<Manifest> stage(Workshop workshop, Staging staging, PullRequest request, Pull pull) {
        RepositoryListing listing = workshop.hub().list(repository, pull);
        TransformersLayout layout = TransformersLayout.open(
                workshop.hub(), listing, new TransformersLayout.Folders(staging.downloads(), staging.model()), pull);
        Optional<Manifest> installed = workshop.installed(request.id());
        if (installed.isPresent()) {
            String from = String.valueOf(installed.get().source().url());
            if (from.equals(layout.commitPage()) && request.template() == null) {
                return Optional.empty();
            }
            if (!from.startsWith(layout.page() + "/")) {
                throw new InvalidInput("there is a model " + request.id() + " from "
                        + installed.get().source().title() + " already; give this one another name with --id");
            }
        }
        pull.phase(Phase.DOWNLOADING);
        layout.fetch();
        pull.phase(Phase.CHECKING);
        String title = request.title() == null ? repository.name() : request.title();
        return Optional.of(layout.manifest(new TransformersLayout.Naming(request.id(), title, request.template())));
    }
}
