package dev.nearside.server;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.server.config.Spelling;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.PullLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to tell somebody whose command names a model that is not installed. */
final class NoSuchModel {
    private NoSuchModel() {}

    /** That there is none of that name, the one that may have been meant, what there is for the task, and what can be pulled. */
    static String say(String id, ModelLibrary library, String task) {
        List<String> here = new ArrayList<>();
        List<String> pullable = new ArrayList<>();
        for (CatalogEntry entry : library.index().models()) {
            if (entry.task().equals(task)) {
                Optional<HostedModel> model = library.find(entry.id());
                (model.isPresent() ? here : pullable).add(entry.id());
            }
        }
        StringBuilder text = new StringBuilder("there is no model '").append(id).append("' here; ");
        Optional<String> meant = meant(id, here);
        if (meant.isPresent()) {
            return text.append("did you mean '")
                    .append(meant.get())
                    .append("'?")
                    .toString();
        }
        text.append(here.isEmpty() ? "none is installed that does this" : "there is " + String.join(", ", here));
        String wanted =
                meant(id, pullable).or(() -> pullable.stream().findFirst()).orElse("hf:OWNER/REPO");
        return text.append("; to install one: ")
                .append(PullLine.of(wanted, library.folder()))
                .toString();
    }

    /** By a slip of the keys, or by its beginning alone. */
    private static Optional<String> meant(String id, List<String> known) {
        return Spelling.nearest(id, known).or(() -> known.stream()
                .filter(one -> id.length() > 2 && one.startsWith(id))
                .findFirst());
    }
}
