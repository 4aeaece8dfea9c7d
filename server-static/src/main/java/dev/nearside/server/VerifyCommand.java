package dev.nearside.server;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.SelfTest;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.onnx.OnnxRuntime;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: are the files whole, and does the model compute what its manifest says. */
@Command(
        name = "verify",
        description = "Checks a model's files and runs its golden case with ONNX Runtime; all models without ID.",
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The model to check.")
    private @Nullable String id;

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.open(models.folder());
        List<HostedModel> wanted = id == null ? library.models() : List.of(find(library, id));
        boolean passed = true;
        try (InferenceRuntime runtime = new OnnxRuntime(library::graph)) {
            for (HostedModel model : wanted) {
                passed &= verify(model, runtime);
            }
        }
        return passed ? 0 : 1;
    }

    private static HostedModel find(ModelLibrary library, String id) {
        return library.find(id).orElseThrow(() -> new ModelNotFound(NoSuchModel.say(id, library)));
    }

    private boolean verify(HostedModel model, InferenceRuntime runtime) {
        String name = model.manifest().id();
        try {
            model.verify();
            SelfTest.Result result = runGolden(model.manifest(), runtime);
            (result.passed() ? out() : err()).println(name + ": files are whole; " + result);
            return result.passed();
        } catch (NearsideException | UncheckedIOException e) {
            err().println(name + ": " + e.getMessage());
            return false;
        }
    }

    private static SelfTest.Result runGolden(Manifest manifest, InferenceRuntime runtime) {
        SessionOptions options = SessionOptions.on(ExecutionProvider.CPU);
        try (InferenceSession session = runtime.open(manifest.filesFor(options.provider()), options)) {
            return SelfTest.run(manifest.golden(), session);
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
