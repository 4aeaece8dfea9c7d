package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestChecks;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.hub.PullState.Phase;
import dev.nearside.server.hub.transfer.StorageFailed;
import dev.nearside.server.hub.transfer.TransferFailed;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a model together beside the installed ones, and moves it in when it is whole. */
final class Installer {
    private final Path models;
    private final Workshop workshop;

    Installer(Path models, Workshop workshop) {
        this.models = models;
        this.workshop = workshop;
    }

    /**
     * Installs what was asked for, from the first source that gives it; does nothing if it is there.
     *
     * @throws NearsideException if no source gives it
     */
    void install(PullRequest request, Pull pull) {
        refuseBundled(request.id());
        InstallLock.whileHeld(models, request.id(), () -> waiting(pull), () -> installAlone(request, pull));
    }

    private void installAlone(PullRequest request, Pull pull) {
        Staging staging = new Staging(models, request.id());
        boolean here =
                request.isOfTheCatalogue() && workshop.installed(request.id()).isPresent();
        Optional<Manifest> made = here ? Optional.empty() : staged(request, staging, pull);
        if (made.isPresent()) {
            staging.install(checked(made.get()));
        } else {
            pull.note("it is installed already");
        }
    }

    /**
     * Takes an installed model away.
     *
     * @throws ModelNotFound if it is not installed
     */
    void remove(String id) {
        refuseBundled(id);
        InstallLock.whileHeld(models, id, () -> {}, () -> {
            Staging staging = new Staging(models, id);
            boolean removed = staging.remove();
            staging.discard();
            if (!removed) {
                throw new ModelNotFound("there is no model '" + id + "' in " + models);
            }
        });
    }

    private void refuseBundled(String id) {
        for (HostedModel model : workshop.library().bundled()) {
            if (model.manifest().id().equals(id)) {
                throw new InvalidInput(id + " comes with the program: it is neither pulled nor removed");
            }
        }
    }

    private static void waiting(Pull pull) {
        pull.checkCancelled();
        pull.phase(Phase.WAITING);
        pull.note("another process is pulling it");
    }

    private Optional<Manifest> staged(PullRequest request, Staging staging, Pull pull) {
        List<String> problems = new ArrayList<>();
        for (ModelSource source : request.sources()) {
            pull.source(source.title());
            try {
                return source.stage(workshop, staging, request, pull);
            } catch (Cancelled | StorageFailed e) {
                throw e;
            } catch (NearsideException e) {
                boolean last =
                        source.equals(request.sources().get(request.sources().size() - 1));
                boolean full = e instanceof TransferFailed failed && failed.reason() == Reason.DISK_FULL;
                if (full || (last && problems.isEmpty())) {
                    throw e;
                }
                problems.add(source.title() + ": " + e.getMessage());
                pull.note(source.title() + " does not give it (" + e.getMessage() + ")");
            }
        }
        throw new TransferFailed(
                Reason.UNREACHABLE, "no source gives " + request.id() + ": " + String.join("; ", problems));
    }

    private static Manifest checked(Manifest manifest) {
        List<String> problems = ManifestChecks.problems(manifest);
        if (!problems.isEmpty()) {
            throw new InvalidInput("the model cannot be described: " + String.join("; ", problems));
        }
        return manifest;
    }
}
