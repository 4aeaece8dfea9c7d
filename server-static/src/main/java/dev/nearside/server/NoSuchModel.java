package dev.nearside.server;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.server.config.Spelling;
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
        Known known = Known.of(library, task);
        String text = "there is no model '" + id + "' here; ";
        Optional<String> meant = meant(id, known.here);
        if (meant.isPresent()) {
            return text + "did you mean '" + meant.get() + "'?";
        }
        String wanted = meant(id, known.pullable)
                .or(() -> known.pullable.stream().findFirst())
                .orElse("hf:OWNER/REPO");
        return text + known.listed() + "; to install one: " + PullLine.of(wanted, library.folder());
    }

    /** That there is none of that name, the one that may have been meant, or what there is. */
    static String say(String id, ModelLibrary library) {
        List<String> here =
                library.models().stream().map(model -> model.manifest().id()).toList();
        return "there is no model '" + id + "' here; "
                + meant(id, here)
                        .map(meant -> "did you mean '" + meant + "'?")
                        .orElse("there are " + String.join(", ", here));
    }

    /**
     * To somebody who named no model: what there is for the task, and a command to be typed.
     *
     * @param command that wants the model, for example {@code chat}
     */
    static String ask(ModelLibrary library, String task, String command) {
        Known known = Known.of(library, task);
        String first = known.here.isEmpty()
                ? "; to install one: "
                        + PullLine.of(known.pullable.stream().findFirst().orElse("hf:OWNER/REPO"), library.folder())
                : "; for example: " + PullLine.of(command, known.here.get(0), library.folder());
        return "say which model; " + known.listed() + first;
    }

    /** Models for a task, those that are here and those that can be. */
    private record Known(List<String> here, List<String> pullable) {
        static Known of(ModelLibrary library, String task) {
            Known known = new Known(new ArrayList<>(), new ArrayList<>());
            for (CatalogEntry entry : library.index().models()) {
                if (entry.task().equals(task)) {
                    boolean isHere = library.find(entry.id()).isPresent();
                    (isHere ? known.here : known.pullable).add(entry.id());
                }
            }
            return known;
        }

        String listed() {
            return here.isEmpty() ? "none is installed that does this" : "there is " + String.join(", ", here);
        }
    }

    /** By a slip of the keys, or by its beginning alone. */
    private static Optional<String> meant(String id, List<String> known) {
        return Spelling.nearest(id, known).or(() -> known.stream()
                .filter(one -> id.length() > 2 && one.startsWith(id))
                .findFirst());
    }
}
