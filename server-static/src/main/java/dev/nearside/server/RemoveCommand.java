package dev.nearside.server;

import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.Catalogue;
import dev.nearside.server.hub.Pulls;
import dev.nearside.server.hub.transfer.HubSettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code remove}: takes an installed model away. */
@Command(
        name = "remove",
        description = "Deletes an installed model, and what an unfinished pull of it left.",
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer>, NeedsModel {
    @Parameters(paramLabel = "ID", description = "The model to delete.")
    private String id = "";

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public String whichModel() {
        ModelLibrary library = library();
        List<HostedModel> bundled = library.bundled();
        String installed = library.models().stream()
                .map(model -> model.manifest().id())
                .filter(id -> bundled.stream()
                        .noneMatch(model -> model.manifest().id().equals(id)))
                .collect(Collectors.joining(", "));
        return "say which model; " + (installed.isEmpty() ? "none is installed" : "there is " + installed);
    }

    private ModelLibrary library() {
        return ModelLibrary.open(models.folder(), Catalogue.bundled().listed());
    }

    @Override
    public Integer call() {
        ModelLibrary library = library();
        try (Pulls pulls = Pulls.into(models.folder(), library, HubSettings.of(System.getenv()))) {
            pulls.remove(id);
        }
        command.commandLine().getOut().println(id + " is removed");
        return 0;
    }
}
