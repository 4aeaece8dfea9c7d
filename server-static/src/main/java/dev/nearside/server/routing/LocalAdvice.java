package dev.nearside.server.routing;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.routing.Considered;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Place;
import dev.nearside.routing.Reason;
import dev.nearside.routing.Refusal;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.JvmModels;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.PullLine;
import dev.nearside.server.upstream.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows what could be installed here, and which upstreams are silent. */
final class LocalAdvice implements Advice {
    private static final String CHATS = "text-generation";
    private static final String HERE = JvmModels.BACKEND + "/";
    private static final String AUTO = "auto";
    private static final int LONGEST_NAME = 200;

    private final ModelLibrary library;
    private final Upstreams upstreams;

    LocalAdvice(ModelLibrary library, Upstreams upstreams) {
        this.library = library;
        this.upstreams = upstreams;
    }

    @Override
    public Decision on(Decision decision, ChatCall call) {
        Refusal refusal = decision.refusal();
        if (refusal == null) {
            return decision;
        }
        return switch (refusal.kind()) {
            case MODEL_NOT_FOUND -> onModel(decision, call.model());
            case NO_BACKEND, PRIVATE, REACH, POLICY -> onNobody(decision, refusal, call);
            case UNSUPPORTED ->
                call.withoutTools().isEmpty()
                        ? decision
                        : told(
                                decision,
                                refusal.kind(),
                                refusal.message() + "; send none, or start the server with --chat-tools leave-out");
            default -> decision;
        };
    }

    private static Decision told(Decision decision, Refusal.Kind kind, String message) {
        return new Decision(decision.considered(), new Refusal(kind, message), message, decision.basis());
    }

    private Decision onModel(Decision decision, String model) {
        int slash = model.indexOf('/');
        String problem = slash < 0 ? null : upstreams.silent().get(model.substring(0, slash));
        if (problem != null && decision.basis().pool().contains(Place.UPSTREAM)) {
            return told(
                    decision,
                    Refusal.Kind.NO_BACKEND,
                    "whether there is a model '" + shown(model) + "' is not known: " + problem);
        }
        return model.startsWith(AUTO + ":") ? decision : told(decision, Refusal.Kind.MODEL_NOT_FOUND, onMissing(model));
    }

    @Override
    public String onMissing(String model) {
        String id = model.startsWith(HERE) ? model.substring(HERE.length()) : model;
        Optional<CatalogEntry> known =
                entries().stream().filter(entry -> entry.id().equals(id)).findFirst();
        if (known.isPresent() && !known.get().installed()) {
            return "the model '" + id + "' is not installed; this installs it: " + PullLine.of(id, library.folder());
        }
        if (known.isPresent() && !known.get().task().equals(CHATS)) {
            return "the model '" + id + "' does not chat, it is for "
                    + known.get().task().replace('-', ' ');
        }
        return "no back end has the model '" + shown(model) + "'; GET /v1/models lists those that there are";
    }

    private List<CatalogEntry> entries() {
        return library.index().models();
    }

    private static String shown(String model) {
        return model.length() <= LONGEST_NAME ? model : model.substring(0, LONGEST_NAME) + "…";
    }

    private Decision onNobody(Decision decision, Refusal refusal, ChatCall call) {
        if (decision.considered().isEmpty()) {
            return told(decision, refusal.kind(), ways(decision));
        }
        List<Considered> here = decision.considered().stream()
                .filter(one -> one.target().place() == Place.JVM)
                .toList();
        if (here.stream().anyMatch(one -> one.reason() == Reason.MEMORY)) {
            return told(
                    decision,
                    refusal.kind(),
                    refusal.message() + "; --chat-memory MB sets how much chat models may take");
        }
        // A model on this machine that is yet to be installed is none that the router could name.
        boolean wouldHelp = here.isEmpty()
                && decision.basis().pool().contains(Place.JVM)
                && call.beyond().isEmpty();
        return wouldHelp
                ? pullable()
                        .map(line -> told(decision, refusal.kind(), refusal.message() + toAnswerHere(call) + line))
                        .orElse(decision)
                : decision;
    }

    private static String toAnswerHere(ChatCall call) {
        boolean isNamed = !call.model().equals(AUTO) && !call.model().startsWith(AUTO + ":");
        return "; to have it answered on this machine, install a model" + (isNamed ? " and ask for '" + AUTO + "'" : "")
                + ": ";
    }

    /** The command that installs the first chat model which is not here. */
    private Optional<String> pullable() {
        return entries().stream()
                .filter(entry -> entry.task().equals(CHATS) && !entry.installed())
                .findFirst()
                .map(entry -> PullLine.of(entry.id(), library.folder()));
    }

    private String ways(Decision decision) {
        List<String> ways = new ArrayList<>();
        if (decision.basis().pool().contains(Place.JVM)) {
            pullable().ifPresent(line -> ways.add("install a model: " + line));
        }
        Map<String, String> silent = upstreams.silent();
        if (decision.basis().pool().contains(Place.UPSTREAM) && silent.isEmpty()) {
            ways.add("name a server with OpenAI's API: --upstream NAME=URL");
        }
        StringBuilder message = new StringBuilder("there are no back ends");
        silent.values().forEach(problem -> message.append("; ").append(problem));
        return message + (ways.isEmpty() ? "" : "; " + String.join(", or ", ways));
    }
}
