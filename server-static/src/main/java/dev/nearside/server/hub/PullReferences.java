package dev.nearside.server.hub;

import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.server.hub.template.KnownTemplates;
import dev.nearside.server.hub.transfer.Repository;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads what people ask for: an id of the catalogue, {@code hf:OWNER/REPO[@REVISION]} or {@code gguf:FILE}. */
final class PullReferences {
    private static final String HUB = "hf:";
    private static final String GGUF = "gguf:";
    static final String ID = "[a-z0-9][a-z0-9._-]*";

    private final Catalogue catalogue;

    PullReferences(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What it means.
     *
     * @throws InvalidInput if it is malformed
     * @throws ModelNotFound if the catalogue has no such model
     */
    PullRequest resolve(WantedModel wanted) {
        PullRequest usual = usual(wanted.reference());
        String id = wanted.id() == null ? usual.id() : wanted.id();
        if (!id.matches(ID)) {
            throw new InvalidInput("'" + id + "' is no id for a model; allowed is " + ID + "; give it one with --id");
        }
        if (wanted.template() != null && !KnownTemplates.names().contains(wanted.template())) {
            throw new InvalidInput("there is no template '" + wanted.template() + "'; there are "
                    + String.join(", ", KnownTemplates.names()));
        }
        return new PullRequest(id, usual.title(), usual.sources(), wanted.template());
    }

    private PullRequest usual(String reference) {
        if (reference.startsWith(HUB)) {
            Repository repository = Repository.parse(reference.substring(HUB.length()));
            return new PullRequest(idOf(repository.name()), null, List.of(new HubSource(repository)), null);
        }
        if (reference.startsWith(GGUF)) {
            return gguf(reference.substring(GGUF.length()));
        }
        return catalogue
                .find(reference)
                .orElseThrow(
                        () -> new ModelNotFound(
                                "there is no model '" + reference
                                        + "' in the catalogue ('nearside models' lists it); pull others as hf:OWNER/REPO or gguf:FILE"));
    }

    private static PullRequest gguf(String name) {
        try {
            Path file = Path.of(name).toAbsolutePath().normalize();
            if (!Files.isRegularFile(file)) {
                throw new InvalidInput("there is no file " + file);
            }
            String stem = String.valueOf(file.getFileName()).replaceAll("(?i)\\.gguf$", "");
            return new PullRequest(idOf(stem), null, List.of(new GgufFileSource(file)), null);
        } catch (InvalidPathException e) {
            throw new InvalidInput("'" + name + "' is no path of a file", e);
        }
    }

    private static String idOf(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[._-]+", "");
    }
}
