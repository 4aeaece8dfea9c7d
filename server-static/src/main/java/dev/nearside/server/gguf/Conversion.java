package dev.nearside.server.gguf;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.GoldenCase;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestChecks;
import dev.nearside.catalog.ManifestWriter;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.RuntimeSpec;
import dev.nearside.catalog.TokenizerSpec;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonObject;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.graph.ActivationSizes;
import dev.nearside.server.gguf.graph.DecoderGraph;
import dev.nearside.server.gguf.graph.DecoderWeights;
import dev.nearside.server.gguf.graph.ExternalData;
import dev.nearside.server.gguf.graph.HashedFile;
import dev.nearside.server.gguf.graph.Hyperparameters;
import dev.nearside.server.gguf.tokenizer.TokenizerJson;
import dev.nearside.server.gguf.tokenizer.TokenizerMetadata;
import dev.nearside.tensor.ElementType;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The conversion of one file. All that can be refused is refused before anything is written. */
final class Conversion {
    private static final String TOKENIZER = "tokenizer.bin";

    private final GgufFile file;
    private final GgufSource source;
    private final ConversionOptions options;
    private final DecoderWeights weights;
    private final TokenizerMetadata tokenizer;
    private final byte[] compactTokenizer;
    private final Optional<ChatTemplate> template;
    private final int context;
    private final List<ModelFile> files = new ArrayList<>();
    private final Map<String, String> graphs = new TreeMap<>();
    private final Map<String, List<String>> externalData = new LinkedHashMap<>();
    private long written;

    Conversion(GgufFile file, GgufSource source, ConversionOptions options) throws IOException {
        this.file = file;
        this.source = source;
        this.options = options;
        Hyperparameters shape = Hyperparameters.read(file.metadata());
        this.weights = DecoderWeights.of(file, shape);
        this.context = Math.min(shape.context(), options.longestContext());
        this.tokenizer = TokenizerMetadata.read(file.metadata());
        if (tokenizer.tokens().size() > weights.vocabulary()) {
            throw new InvalidInput("the tokenizer has " + tokenizer.tokens().size() + " tokens, and the model knows "
                    + weights.vocabulary());
        }
        this.compactTokenizer = Tokenizers.compact(TokenizerJson.of(file.metadata(), tokenizer));
        this.template = file.metadata().text("tokenizer.chat_template").flatMap(jinja -> options.templates()
                .compile(jinja, tokenizer.bosText(), tokenizer.eosText()));
    }

    /** Which graph a provider runs. */
    private static DecoderGraph.Kind kind(ExecutionProvider provider) {
        return provider == ExecutionProvider.WASM ? DecoderGraph.Kind.INTEGERS : DecoderGraph.Kind.BLOCKS;
    }

    private static String graphName(DecoderGraph.Kind kind) {
        return kind == DecoderGraph.Kind.INTEGERS ? "model_int8.onnx" : "model.onnx";
    }

    /** How many bytes will be written, nearly. */
    long bytes() {
        boolean integers = options.providers().contains(ExecutionProvider.WASM);
        return DecoderGraph.Kind.BLOCKS.bytes(weights) + (integers ? DecoderGraph.Kind.INTEGERS.bytes(weights) : 0);
    }

    /** Writes everything into that folder. */
    ConvertedModel into(Path folder, ConversionProgress progress) throws IOException {
        long total = bytes();
        ExternalData.Progress heard = count -> {
            if (Thread.interrupted()) {
                throw new Cancelled("the conversion of " + file.path() + " was interrupted");
            }
            written += count;
            progress.at(Math.min(written, total), total);
        };
        files.add(HashedFile.write(folder, TOKENIZER, compactTokenizer));
        writeGraphs(folder, heard);
        Manifest manifest =
                manifest(new GoldenRun(folder, source.id(), weights.shape()).of(runtime(), compactTokenizer));
        List<String> problems = ManifestChecks.problems(manifest);
        if (!problems.isEmpty()) {
            throw new InvalidInput("the model's manifest would not be right: " + String.join("; ", problems));
        }
        Files.writeString(folder.resolve("manifest.json"), ManifestWriter.write(manifest));
        return new ConvertedModel(manifest, folder, notes());
    }

    /** The graph of integers is made to fit the activations of the other one, which is there for a while at least. */
    private void writeGraphs(Path folder, ExternalData.Progress heard) throws IOException {
        Set<DecoderGraph.Kind> kinds =
                options.providers().stream().map(Conversion::kind).collect(Collectors.toSet());
        boolean blocks = kinds.contains(DecoderGraph.Kind.BLOCKS);
        Path blocksFolder = blocks ? folder : Files.createDirectory(folder.resolve("calibration"));
        String blocksName = graphName(DecoderGraph.Kind.BLOCKS);
        List<ModelFile> written =
                writeGraph(blocksFolder, blocksName, heard, data -> DecoderGraph.ofBlocks(weights, context, data));
        if (blocks) {
            keep(blocksName, written);
        }
        if (kinds.contains(DecoderGraph.Kind.INTEGERS)) {
            ActivationSizes sizes =
                    CalibrationRun.of(blocksFolder.resolve(blocksName), weights.shape(), compactTokenizer);
            String name = graphName(DecoderGraph.Kind.INTEGERS);
            keep(name, writeGraph(folder, name, heard, data -> DecoderGraph.ofIntegers(weights, sizes, context, data)));
        }
        if (!blocks) {
            for (ModelFile file : written) {
                Files.delete(blocksFolder.resolve(file.path()));
            }
            Files.delete(blocksFolder);
        }
        for (ExecutionProvider provider : options.providers()) {
            graphs.put(provider.label(), graphName(kind(provider)));
        }
    }

    /** Writes a graph with its weights beside it and hands back its bytes. */
    private interface GraphWriter {
        byte[] write(ExternalData data) throws IOException;
    }

    /** The files written, the graph first. */
    private List<ModelFile> writeGraph(Path folder, String name, ExternalData.Progress heard, GraphWriter writer)
            throws IOException {
        String stem = name.substring(0, name.lastIndexOf('.'));
        List<ModelFile> all = new ArrayList<>();
        try (ExternalData data = new ExternalData(folder, stem, new ExternalData.Limits(options.shardBytes(), heard))) {
            byte[] graph = writer.write(data);
            all.add(HashedFile.write(folder, name, graph));
            all.addAll(data.finish());
            return all;
        }
    }

    private void keep(String name, List<ModelFile> graphAndShards) {
        files.addAll(graphAndShards);
        externalData.put(
                name, graphAndShards.stream().skip(1).map(ModelFile::path).toList());
    }

    private RuntimeSpec runtime() {
        return new RuntimeSpec(
                graphs,
                externalData,
                DecoderGraph.inputs(weights.shape()),
                DecoderGraph.outputs(weights.shape(), weights.vocabulary()));
    }

    private Manifest manifest(GoldenCase golden) {
        ModelCard card = new ModelCard(file, source);
        Hyperparameters shape = weights.shape();
        GenerationSpec generation = new GenerationSpec(
                GenerationSpec.DECODER,
                shape.layers(),
                shape.keyValueHeads(),
                shape.headSize(),
                weights.vocabulary(),
                context,
                tokenizer.ends(file.metadata()),
                tokenizer.bos(),
                ElementType.FLOAT32);
        return new Manifest(
                source.id(),
                card.title(),
                "text-generation",
                card.licence(),
                card.source(),
                files,
                runtime(),
                new TokenizerSpec(TOKENIZER),
                generation,
                template.orElse(null),
                List.of(),
                JsonObject.empty(),
                JsonObject.builder().put("contextLength", context).build(),
                golden,
                List.of());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        long trained = file.metadata()
                .whole(weights.shape().architecture() + ".context_length")
                .orElse((long) context);
        if (trained > context) {
            notes.add("Takes texts of " + context + " tokens at most, where the model was made for " + trained + ".");
        }
        if (template.isEmpty()) {
            notes.add("Has no chat template, so it completes texts and does not chat.");
        }
        return notes;
    }
}
