package dev.nearside.server;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.server.config.Settings;
import dev.nearside.server.config.Spelling;
import dev.nearside.server.config.Use;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.Catalogue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Models on the device that rules name, and that nobody knows. They are no mistakes, as whoever wrote the rule may be about to
 * pull one; but most are misspelt.
 */
final class LocalUses {
    private LocalUses() {}

    /** Prints a line for each. */
    static void warn(Settings settings, PrintWriter out) {
        if (settings.uses().isEmpty()) {
            return;
        }
        ModelLibrary library =
                ModelLibrary.open(settings.models().value(), Catalogue.bundled().listed());
        List<String> known = new ArrayList<>(settings.lists().pull().value());
        library.index().models().stream().map(CatalogEntry::id).forEach(known::add);
        for (Use use : settings.uses()) {
            if (!known.contains(use.model())) {
                out.println("nearside: warning: " + use.place() + ": " + problem(use, known));
            }
        }
        out.flush();
    }

    private static String problem(Use use, List<String> known) {
        Optional<String> meant = Spelling.nearest(use.model(), known);
        return "no model '" + use.model() + "' is here, and none in the catalogue"
                + meant.map(id -> "; did you mean '" + use.backend() + "/" + id + "'?")
                        .orElse("; there are " + String.join(", ", known));
    }
}
