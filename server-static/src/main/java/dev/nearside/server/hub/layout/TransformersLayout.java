package dev.nearside.server.hub.layout;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Licence;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.Source;
import dev.nearside.catalog.TokenizerSpec;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.server.hub.template.KnownTemplates;
import dev.nearside.server.hub.template.TemplateCompiler;
import dev.nearside.server.hub.transfer.Digest;
import dev.nearside.server.hub.transfer.DiskSpace;
import dev.nearside.server.hub.transfer.HubClient;
import dev.nearside.server.hub.transfer.RemoteFile;
import dev.nearside.server.hub.transfer.RepositoryListing;
import dev.nearside.server.hub.transfer.TransferListener;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A language model in a repository laid out for transformers.js: {@code config.json}, {@code tokenizer.json},
 * {@code tokenizer_config.json}, {@code generation_config.json} and graphs under {@code onnx/}.
 */
public final class TransformersLayout {
    private static final String TOKENIZER = "tokenizer.bin";

    private final HubClient hub;
    private final RepositoryListing listing;
    private final Folders folders;
    private final TransferListener listener;
    private final SmallFiles small;
    private final ModelConfig config;
    private final GraphChoice choice;

    /**
     * Where files are put.
     *
     * @param downloads what is needed only on the way
     * @param model what the model needs for good
     */
    public record Folders(Path downloads, Path model) {}

    /**
     * What the model is to be called.
     *
     * @param id its id here
     * @param title its name for people
     * @param template the known chat template to be used; null for the model's own
     */
    public record Naming(String id, String title, @Nullable String template) {}

    private TransformersLayout(HubClient hub, RepositoryListing listing, Folders folders, TransferListener listener) {
        this.small = new SmallFiles(hub, listing, folders.downloads(), listener);
        this.hub = hub;
        this.listing = listing;
        this.folders = folders;
        this.listener = listener;
        JsonCursor model = small.json("config.json")
                .orElseThrow(() -> new InvalidInput(listing.repository()
                        + " has no config.json, so it is no model in the layout of transformers.js"));
        JsonCursor nothing = JsonCursor.of(JsonObject.empty());
        this.choice = GraphChoice.of(listing, model);
        this.config = new ModelConfig(
                model,
                small.json("generation_config.json").orElse(nothing),
                small.json("tokenizer_config.json").orElse(nothing));
    }

    /**
     * Fetches the small files and chooses the graphs.
     *
     * @throws InvalidInput if the repository holds no such model
     * @throws dev.nearside.server.hub.transfer.TransferFailed if a file cannot be had
     */
    public static TransformersLayout open(
            HubClient hub, RepositoryListing listing, Folders folders, TransferListener listener) {
        return new TransformersLayout(hub, listing, folders, listener);
    }

    /** What is to be downloaded, in the order of doing so: what may be refused comes before what is large. */
    public List<RemoteFile> files() {
        List<RemoteFile> files = new ArrayList<>(List.of(required("tokenizer.json")));
        for (String graph : choice.distinct()) {
            files.add(required(graph));
            files.addAll(GraphChoice.externalData(listing, graph));
        }
        return files;
    }

    /** Downloads everything, the room on the disk made sure of first. */
    public void fetch() {
        List<RemoteFile> files = files();
        long total = files.stream().mapToLong(file -> Math.max(0, file.bytes())).sum();
        listener.total(total);
        DiskSpace.require(folders.model(), total - present(files));
        for (RemoteFile file : files) {
            hub.fetch(listing, file, target(file), listener);
        }
    }

    /**
     * Compiles tokenizer and chat template, computes the golden case, and describes the model.
     *
     * @throws InvalidInput if the tokenizer, the template or a graph is of a kind that cannot be used
     */
    public Manifest manifest(Naming naming) {
        GenerationSpec spec = config.spec(choice.cache());
        ChatTemplate template = template(naming);
        compileTokenizer();
        GraphFiles graphs = new GraphFiles(choice, listing);
        GraphCheck check = new GraphCheck(naming.id(), folders.model(), graphs, spec);
        return new Manifest(
                naming.id(),
                naming.title(),
                "text-generation",
                new Licence(listing.licence(), page()),
                new Source(
                        listing.repository().place() + " on " + hub.endpoint().getHost(), commitPage(), null),
                modelFiles(),
                check.runtime(),
                new TokenizerSpec(TOKENIZER),
                spec,
                template,
                List.of(),
                JsonObject.empty(),
                JsonObject.empty(),
                check.golden(),
                List.of());
    }

    /** Where the commit can be looked at. */
    public String commitPage() {
        return page() + "/tree/" + listing.commit();
    }

    /** Where the repository can be looked at. */
    public String page() {
        return hub.endpoint() + "/" + listing.repository().place();
    }

    private ChatTemplate template(Naming naming) {
        if (naming.template() != null) {
            return KnownTemplates.named(naming.template(), config.bosToken(), config.eosToken());
        }
        String jinja = small.text("chat_template.jinja")
                .or(config::chatTemplate)
                .orElseThrow(() -> new InvalidInput(listing.repository()
                        + " has no chat template, so it is no chat model; if it is, name a known one with --template "
                        + String.join("|", KnownTemplates.names())));
        return TemplateCompiler.compile(jinja, config.bosToken(), config.eosToken());
    }

    private void compileTokenizer() {
        Path compact = folders.model().resolve(TOKENIZER);
        try {
            Files.write(compact, Tokenizers.compact(Files.readString(target(required("tokenizer.json")))));
        } catch (IOException e) {
            throw DiskSpace.failed(e, compact);
        }
    }

    private List<ModelFile> modelFiles() {
        List<ModelFile> files = new ArrayList<>();
        List<Path> paths = new ArrayList<>(List.of(folders.model().resolve(TOKENIZER)));
        files().stream().filter(TransformersLayout::isGraph).map(this::target).forEach(paths::add);
        for (Path path : paths) {
            try {
                files.add(new ModelFile(path.getFileName().toString(), Files.size(path), Digest.sha256Of(path)));
            } catch (IOException e) {
                throw DiskSpace.failed(e, path);
            }
        }
        return files;
    }

    private long present(List<RemoteFile> files) {
        long present = 0;
        for (RemoteFile file : files) {
            Path target = target(file);
            for (Path path : List.of(target, target.resolveSibling(target.getFileName() + ".part"))) {
                present += path.toFile().length();
            }
        }
        return present;
    }

    /** Graphs lie flat in the model's folder, as they name their external data by its file name. */
    private Path target(RemoteFile file) {
        Path folder = isGraph(file) ? folders.model() : folders.downloads();
        return folder.resolve(file.path().substring(file.path().lastIndexOf('/') + 1));
    }

    private static boolean isGraph(RemoteFile file) {
        return file.path().startsWith("onnx/");
    }

    private RemoteFile required(String path) {
        return listing.find(path)
                .orElseThrow(() -> new InvalidInput(listing.repository() + " has no " + path + ", which is needed"));
    }
}
