package dev.nearside.server;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.Catalogue;
import dev.nearside.server.hub.PullLine;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code models}: what there is. */
@Command(
        name = "models",
        description = "Lists the models that are bundled or installed, and those that can be pulled.",
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    private static final String ROW = "%-28s %-24s %10s  %-10s %s%n";

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        ModelLibrary library =
                ModelLibrary.open(models.folder(), Catalogue.bundled().listed());
        PrintWriter out = command.commandLine().getOut();
        out.printf(ROW, "ID", "TASK", "SIZE", "STATE", "PLACE");
        for (CatalogEntry entry : library.index().models()) {
            Optional<HostedModel> model = library.find(entry.id());
            String state = entry.installed() ? "installed" : model.isPresent() ? "incomplete" : "not here";
            String place = model.map(HostedModel::place).orElseGet(() -> PullLine.of(entry.id(), models.folder()));
            out.printf(ROW, entry.id(), entry.task(), Bytes.text(entry.bytes()), state, place);
        }
        out.flush();
        return 0;
    }
}
