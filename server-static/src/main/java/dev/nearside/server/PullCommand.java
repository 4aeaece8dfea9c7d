package dev.nearside.server;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.Catalogue;
import dev.nearside.server.hub.Pull;
import dev.nearside.server.hub.PullState;
import dev.nearside.server.hub.PullState.Phase;
import dev.nearside.server.hub.Pulls;
import dev.nearside.server.hub.WantedModel;
import dev.nearside.server.hub.transfer.HubSettings;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pull}: brings a model here. */
@Command(
        name = "pull",
        description =
                "Installs a model. What arrived of an interrupted pull is kept, and the next one goes on from there.",
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Environment: HF_ENDPOINT names another hub than Hugging Face, HF_TOKEN a token for it;",
            "https_proxy, http_proxy and no_proxy are honoured."
        })
final class PullCommand implements Callable<Integer>, NeedsModel {
    @Parameters(
            paramLabel = "MODEL",
            description = {
                "An id that 'nearside models' lists, hf:OWNER/REPO[@REVISION] for a repository in the layout of",
                "transformers.js, or gguf:FILE for a file to be converted."
            })
    private String model = "";

    @Option(names = "--id", paramLabel = "ID", description = "Id that the model is to have here.")
    private @Nullable String id;

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = {
                "Chat template in place of the model's own:",
                "chatml, gemma, llama2, llama3, mistral, phi3 or zephyr."
            })
    private @Nullable String template;

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        ModelLibrary library =
                ModelLibrary.open(models.folder(), Catalogue.bundled().listed());
        try (Pulls pulls = Pulls.into(models.folder(), library, HubSettings.of(System.getenv()))) {
            Pull pull = pulls.start(new WantedModel(model, id, template));
            PullState last = new PullReport(System.err, isTerminal()).follow(pull);
            if (last.phase() != Phase.INSTALLED) {
                return 1;
            }
            String place = library.find(last.id()).map(found -> found.place()).orElse("");
            command.commandLine().getOut().println(last.id() + " is installed in " + place);
            return 0;
        }
    }

    @Override
    public String whichModel() {
        String listed =
                Catalogue.bundled().listed().stream().map(CatalogEntry::id).collect(Collectors.joining(", "));
        return "say which model: " + listed + ", hf:OWNER/REPO or gguf:FILE";
    }

    /** Java 17 has a console where both input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }
}
