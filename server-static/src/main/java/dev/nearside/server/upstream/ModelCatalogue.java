package dev.nearside.server.upstream;

import dev.nearside.routing.Failure;
import dev.nearside.routing.Price;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What models an upstream has: what it said last, within what the settings allow. Thread-safe. */
final class ModelCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalogue.class);

    /** Who is asked for a model that nobody has is not asked at every such request. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Clock clock;
    private final UpstreamSettings settings;
    private final Dialect dialect;
    private final Lookup lookup;
    private volatile List<ListedModel> listed = List.of();
    private volatile boolean answered;
    private volatile String lastProblem = "";
    private volatile Instant asked = Instant.MIN;

    ModelCatalogue(UpstreamSettings settings, Dialect dialect, Lookup lookup, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        this.dialect = dialect;
        this.lookup = lookup;
    }

    /** Asks the upstream; what it said before stays if it does not answer. */
    synchronized void refresh() {
        try {
            listed = dialect.models(lookup);
            answered = true;
            lastProblem = "";
        } catch (UpstreamFailure e) {
            answered = false;
            note(String.valueOf(e.getMessage()));
        } finally {
            asked = clock.instant();
        }
    }

    /** Asks the upstream unless it was asked just now; who comes while it is asked waits for that answer. */
    synchronized void refreshIfOld() {
        if (isOld()) {
            refresh();
        }
    }

    /** Whether asking it may bring models: the settings name none, and it was not asked just now. */
    boolean isOld() {
        return settings.models().isEmpty() && asked.plus(FRESH).isBefore(clock.instant());
    }

    /** Why it is not known what it has, where that matters. */
    Optional<String> silence() {
        if (answered || !settings.models().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                lastProblem.isEmpty()
                        ? "upstream " + settings.name() + " has not said yet what models it has"
                        : "no list of models: " + lastProblem);
    }

    /** Each problem is told once, not each minute. */
    private void note(String problem) {
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            LOG.warn("no list of models: {}", problem);
        }
    }

    /** Whether the upstream said what it has when it was asked last. */
    boolean isAnswered() {
        return answered;
    }

    /** A model that may be used. */
    record Usable(String id, String deployment, ModelSettings settings) {
        Price price() {
            Price known = settings.price();
            return known == null ? Price.UNKNOWN : known;
        }
    }

    /** The models that chats may be sent to: those of the settings, else those of the list. */
    List<Usable> chatModels() {
        List<ListedModel> known = listed;
        return settings.models().isEmpty()
                ? known.stream()
                        .filter(ListedModel::chats)
                        .map(model -> usable(model.id(), Optional.of(model)))
                        .toList()
                : settings.models().entrySet().stream()
                        .filter(model -> mayChat(model.getKey(), model.getValue()))
                        .map(model -> usable(model.getKey(), find(known, model.getKey())))
                        .toList();
    }

    /** A name that sounds as if it did something else does not matter where the settings say what it is for. */
    private static boolean mayChat(String id, ModelSettings own) {
        return !own.tasks().isEmpty() || Purpose.chats(id);
    }

    /**
     * The model that is asked for by that id.
     *
     * @throws UpstreamFailure NO_MODEL if the settings do not allow it, or it cannot be one
     */
    Usable model(String id) {
        boolean allowed = settings.models().isEmpty() || settings.models().containsKey(id);
        if (!allowed || !ListedModel.isUsable(id)) {
            throw new UpstreamFailure(
                    new UpstreamFailure.Details(
                            settings.name(), Failure.Kind.NO_MODEL, "the settings name no such model", 404, false),
                    null);
        }
        return usable(id, find(listed, id));
    }

    private static Optional<ListedModel> find(List<ListedModel> models, String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** The settings know better than the upstream. */
    private Usable usable(String id, Optional<ListedModel> model) {
        ModelSettings own = settings.model(id);
        String deployment =
                own.deployment() == null ? model.map(ListedModel::deployment).orElse(id) : own.deployment();
        int context = own.contextLength() > 0
                ? own.contextLength()
                : model.map(ListedModel::contextLength).orElse(0);
        Price price = own.price() == null ? model.map(ListedModel::price).orElse(null) : own.price();
        return new Usable(id, deployment, new ModelSettings(context, own.tasks(), price, deployment));
    }
}
