package dev.nearside.server;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code models}: what there is. */
@Command(
        name = "models",
        description = "Lists the models that are bundled or installed.",
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
        List<HostedModel> found = ModelLibrary.open(models.folder()).models();
        PrintWriter out = command.commandLine().getOut();
        out.printf(ROW, "ID", "TASK", "SIZE", "STATE", "PLACE");
        for (HostedModel model : found) {
            CatalogEntry entry = model.catalogEntry();
            String state = entry.installed() ? "installed" : "incomplete";
            out.printf(ROW, entry.id(), entry.task(), size(entry.bytes()), state, model.place());
        }
        out.flush();
        return 0;
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return String.format(
                Locale.ROOT, bytes < 1_000_000_000 ? "%.1f MB" : "%.2f GB", bytes / (bytes < 1e9 ? 1e6 : 1e9));
    }
}
