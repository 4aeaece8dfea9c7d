package dev.nearside.e2e;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.Sampling;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.LocalChat;
import dev.nearside.generation.TextGenerator;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.onnx.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The tiny chat model on the JVM: the other side of the comparison. */
public final class JvmLlama {
    /** The model's id. */
    public static final String MODEL = "tiny-llama";

    private final Path models;

    private JvmLlama(Path models) {
        this.models = models;
    }

    /** Installs the model in a folder of models. */
    public static JvmLlama install(Path models) throws IOException {
        Path folder = TinyLlama.standard().install(models, MODEL);
        if (!Files.exists(folder.resolve("manifest.json"))) {
            throw new IOException("there is no manifest in " + folder);
        }
        return new JvmLlama(models);
    }

    /** Greedy answers of so many tokens on the JVM, with the graph of that provider. */
    public List<String> greedy(List<String> questions, int tokens, ExecutionProvider graphOf) {
        ModelLibrary library = ModelLibrary.open(models);
        HostedModel model = library.find(MODEL).orElseThrow();
        Manifest manifest = model.manifest();
        GenerationSpec spec = Objects.requireNonNull(manifest.generation());
        try (InferenceRuntime runtime = new OnnxRuntime(library::graph);
                InferenceSession session = runtime.open(
                        manifest.filesFor(graphOf), TextGenerator.sessionOptions(ExecutionProvider.CPU, 0, spec));
                LocalChat chat = new LocalChat(manifest, session, model.tokenizer(), GeneratorSettings.USUAL)) {
            return questions.stream()
                    .map(question -> chat.chat(
                                    ChatRequest.of(
                                            MODEL,
                                            List.of(ChatMessage.user(question)),
                                            ChatOptions.of(Sampling.GREEDY, tokens)),
                                    ChatListener.NONE)
                            .choices()
                            .get(0)
                            .content())
                    .toList();
        }
    }
}
