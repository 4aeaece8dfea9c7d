package dev.nearside.bench;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.Penalties;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.generation.GeneratorSettings;
import dev.nearside.generation.LocalChat;
import dev.nearside.generation.TextGenerator;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.onnx.OnnxRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A chat model on the JVM. */
final class JvmChatModel {
    private final ModelLibrary library;
    private final HostedModel model;
    private final Manifest manifest;
    private final GenerationSpec spec;

    JvmChatModel(Path models, String id) {
        library = ModelLibrary.open(models);
        model = library.find(id).orElseThrow();
        manifest = model.manifest();
        spec = Objects.requireNonNull(manifest.generation());
    }

    /** The tokens that end an answer. */
    List<Integer> ends() {
        IntStream stops = Objects.requireNonNull(manifest.chatTemplate()).stop().stream()
                .flatMapToInt(stop -> model.tokenizer().idOf(stop).stream());
        return Stream.concat(spec.eos().stream(), stops.boxed()).distinct().toList();
    }

    /** For each prompt the likeliest tokens, so many, none of them one that ends an answer, with that provider's file. */
    List<List<Spoken>> greedy(List<String> prompts, ExecutionProvider file, int tokens) {
        ChatOptions options = new ChatOptions(endless(), tokens, List.of(), 1, 10, ResponseFormat.TEXT, false, true);
        return with(file, 0, chat -> prompts.stream()
                .map(prompt -> chat.chat(
                        ChatRequest.of(manifest.id(), List.of(ChatMessage.user(prompt)), options), ChatListener.NONE))
                .map(result -> Objects.requireNonNull(result.choices().get(0).logprobs()).stream()
                        .map(Spoken::of)
                        .toList())
                .toList());
    }

    /** Always the likeliest token, but none that ends an answer. */
    Sampling endless() {
        Map<Integer, Double> bias = ends().stream().collect(Collectors.toMap(Function.identity(), end -> -100.0));
        return new Sampling(0, 0, 1, 0, Penalties.NONE, bias, null);
    }

    /** Has something done with the model that a file of it makes; 0 threads leave the number to ONNX Runtime. */
    <T> T with(ExecutionProvider file, int threads, Function<LocalChat, T> work) {
        try (InferenceRuntime runtime = new OnnxRuntime(library::graph);
                InferenceSession session = runtime.open(
                        manifest.filesFor(file), TextGenerator.sessionOptions(ExecutionProvider.CPU, threads, spec));
                LocalChat chat = new LocalChat(manifest, session, model.tokenizer(), GeneratorSettings.USUAL)) {
            return work.apply(chat);
        }
    }
}
