package dev.nearside.server.files;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.json.Json;
import dev.nearside.runtime.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All models that this server has: those bundled in the jar, and those in the models folder, which win where both have
 * one id. The folder is looked at each time, so that a model installed meanwhile is there. Thread-safe.
 */
public final class ModelLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLibrary.class);

    private final Map<String, HostedModel> bundled;
    private final Path root;
    private final InstalledModels installed;
    private final List<CatalogEntry> available;

    private ModelLibrary(Map<String, HostedModel> bundled, Path root, List<CatalogEntry> available) {
        this.bundled = bundled;
        this.root = root;
        this.installed = new InstalledModels(root);
        this.available = List.copyOf(available);
    }

    /**
     * Opens the models folder, making it if it is missing, and reads every manifest once.
     *
     * @throws InvalidInput if the folder cannot be made or read, or a manifest is broken
     */
    public static ModelLibrary open(Path folder) {
        return open(folder, List.of());
    }

    /**
     * Opens the models folder, making it if it is missing, and reads every manifest once.
     *
     * @param available models that could be installed, which the index lists until they are
     * @throws InvalidInput if the folder cannot be made or read, or a manifest is broken
     */
    public static ModelLibrary open(Path folder, List<CatalogEntry> available) {
        ModelLibrary library = new ModelLibrary(readBundled(), existing(folder), available);
        try {
            for (String id : library.installedIds()) {
                Optional<HostedModel> model = library.readInstalled(id);
                LOG.debug("{}: {}", id, model.isPresent() ? "installed" : "no manifest");
            }
            return library;
        } catch (UncheckedIOException e) {
            throw new InvalidInput(String.valueOf(e.getMessage()), e);
        }
    }

    /** The folder of installed models. */
    public Path folder() {
        return root;
    }

    /** Every model by its id, in order. A manifest that broke meanwhile is logged and left out. */
    public List<HostedModel> models() {
        TreeMap<String, HostedModel> models = new TreeMap<>(bundled);
        for (String id : installedIds()) {
            findInstalled(id).ifPresent(model -> models.put(id, model));
        }
        return List.copyOf(models.values());
    }

    /** The models that came with the program, whatever the folder holds. */
    public List<HostedModel> bundled() {
        return List.copyOf(bundled.values());
    }

    /** The model of that id. */
    public Optional<HostedModel> find(String id) {
        if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
            return Optional.empty();
        }
        return findInstalled(id).or(() -> Optional.ofNullable(bundled.get(id)));
    }

    /**
     * The ONNX file on disk with its external data beside it, all of them verified.
     *
     * @throws ModelNotFound if there is no such model or file
     * @throws dev.nearside.error.IntegrityMismatch if a file is not the manifest's
     */
    public Path graph(ModelFiles files) {
        return find(files.modelId())
                .orElseThrow(() -> new ModelNotFound("there is no model '" + files.modelId() + "' here"))
                .graph(files);
    }

    /** The catalog as it is served: the models that are here, then those that could be. */
    public CatalogIndex index() {
        Map<String, CatalogEntry> entries = new LinkedHashMap<>();
        models().forEach(model -> entries.put(model.manifest().id(), model.catalogEntry()));
        available.forEach(entry -> entries.putIfAbsent(entry.id(), entry));
        return new CatalogIndex(List.copyOf(entries.values()));
    }

    private Optional<HostedModel> findInstalled(String id) {
        try {
            return readInstalled(id);
        } catch (InvalidInput e) {
            LOG.warn("left out: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<HostedModel> readInstalled(String id) {
        return installed.find(id);
    }

    private List<String> installedIds() {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .forEach(ids::add);
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException("the models folder " + root + " cannot be read: " + reason(e), e);
        }
    }

    private static Path existing(Path folder) {
        try {
            Files.createDirectories(folder);
            return folder.toRealPath();
        } catch (IOException e) {
            throw new InvalidInput("the models folder " + folder + " cannot be made or opened: " + reason(e), e);
        }
    }

    /** File system errors often carry nothing but the path, so their kind is said in words. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file is in its place";
        }
        if (e instanceof AccessDeniedException) {
            return "permission is denied";
        }
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }

    private static Map<String, HostedModel> readBundled() {
        String list = "models/bundled.json";
        Map<String, HostedModel> models = new LinkedHashMap<>();
        try (InputStream in = ModelLibrary.class.getClassLoader().getResourceAsStream(list)) {
            if (in == null) {
                return models;
            }
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String id : Json.read(json).strings()) {
                HostedModel model = HostedModel.read(new JarFolder("models/" + id), id)
                        .orElseThrow(() -> new InvalidInput("the bundled model " + id + " has no manifest"));
                models.put(id, model);
            }
            return models;
        } catch (IOException e) {
            throw new InvalidInput(list + " in the jar is broken: " + e.getMessage(), e);
        }
    }
}
