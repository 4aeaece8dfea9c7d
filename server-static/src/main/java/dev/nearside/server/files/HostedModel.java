package dev.nearside.server.files;

import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.ModelFile;
import dev.nearside.catalog.TokenizerSpec;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.runtime.ModelFiles;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model that this server has: its manifest and where its files lie. Immutable; the files are looked up each time. */
public final class HostedModel {
    static final String MANIFEST = "manifest.json";

    private final ModelFolder folder;
    private final byte[] manifestBytes;
    private final String manifestSha256;
    private final Manifest manifest;

    private HostedModel(ModelFolder folder, byte[] manifestBytes) {
        this.folder = folder;
        this.manifestBytes = manifestBytes;
        this.manifestSha256 = Digests.sha256(manifestBytes);
        this.manifest = ManifestReader.read(new String(manifestBytes, StandardCharsets.UTF_8));
    }

    /**
     * Reads the manifest in that folder.
     *
     * @return empty if there is none
     * @throws InvalidInput if it is broken or of another id; the message names the place
     */
    static Optional<HostedModel> read(ModelFolder folder, String id) {
        try {
            Optional<StoredBytes> found = folder.find(MANIFEST);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = found.get().openAt(0)) {
                HostedModel model = new HostedModel(folder, in.readAllBytes());
                if (!model.manifest.id().equals(id)) {
                    throw new InvalidInput("id: '" + model.manifest.id() + "' is not the name of its folder");
                }
                return Optional.of(model);
            }
        } catch (InvalidInput e) {
            throw new InvalidInput("the manifest in " + folder + " is broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InvalidInput("the manifest in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The model as {@code /models/index.json} lists it; installed if every file is there in its full length. */
    public CatalogEntry catalogEntry() {
        return CatalogEntry.of(manifest, manifestSha256, isComplete());
    }

    /**
     * Checks the length and SHA-256 of every file.
     *
     * @throws ModelNotFound if one is missing
     * @throws IntegrityMismatch if one is not the manifest's
     */
    public void verify() {
        for (ModelFile file : manifest.files()) {
            verify(file);
        }
    }

    private void verify(ModelFile file) {
        try {
            String actual = Digests.sha256(complete(file));
            if (!actual.equals(file.sha256())) {
                throw new IntegrityMismatch(file.path() + " in " + folder + " has the SHA-256 " + actual
                        + ", the manifest says " + file.sha256());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " in " + folder + " cannot be read", e);
        }
    }

    /**
     * The bytes of one of its files that fits into memory, verified.
     *
     * @throws ModelNotFound if the manifest does not list it, or it is missing
     * @throws IntegrityMismatch if it is not the manifest's
     */
    public byte[] read(String path) {
        ModelFile file = listed(path)
                .orElseThrow(() -> new ModelNotFound("the model " + manifest.id() + " has no file " + path));
        verify(file);
        try (InputStream in = complete(file).openAt(0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " in " + folder + " cannot be read", e);
        }
    }

    /**
     * The tokenizer of a model that takes text.
     *
     * @throws ModelNotFound if the model has none, or its file is missing
     * @throws IntegrityMismatch if the file is not the manifest's
     */
    public Tokenizer tokenizer() {
        TokenizerSpec spec = manifest.tokenizer();
        if (spec == null) {
            throw new ModelNotFound("the model " + manifest.id() + " has no tokenizer");
        }
        byte[] bytes = read(spec.file());
        return spec.isCompact()
                ? Tokenizers.fromCompact(bytes)
                : Tokenizers.fromJson(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The graph on disk, with its external data beside it, all verified. */
    Path graph(ModelFiles files) {
        List<String> paths = new ArrayList<>(files.externalData());
        paths.add(files.graph());
        for (String path : paths) {
            verify(listed(path)
                    .orElseThrow(() -> new ModelNotFound("the model " + manifest.id() + " has no file " + path)));
        }
        try {
            return folder.onDisk(paths).resolve(files.graph());
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + manifest.id() + " cannot be unpacked", e);
        }
    }

    private Optional<ModelFile> listed(String path) {
        return manifest.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst();
    }

    /** Where its files lie, for people. */
    public String place() {
        return folder.toString();
    }

    /** The file of that path with its SHA-256, if the manifest names it: itself, a file or a sample. */
    Optional<HostedFile> find(String path) throws IOException {
        if (path.equals(MANIFEST)) {
            return Optional.of(new HostedFile(new MemoryBytes(manifestBytes), manifestSha256));
        }
        Optional<ModelFile> listed = listed(path);
        if (listed.isPresent()) {
            return Optional.of(
                    new HostedFile(complete(listed.get()), listed.get().sha256()));
        }
        Optional<StoredBytes> sample = manifest.samples().contains(path) ? folder.find(path) : Optional.empty();
        // The manifest has no hashes of samples; they are small pictures, hashed as often as they are asked for.
        return sample.isPresent()
                ? Optional.of(new HostedFile(sample.get(), Digests.sha256(sample.get())))
                : Optional.empty();
    }

    /** A file in its full length: a shorter one under the entity tag of the whole would stay in caches for ever. */
    private StoredBytes complete(ModelFile file) throws IOException {
        StoredBytes bytes = folder.find(file.path())
                .orElseThrow(() ->
                        new ModelNotFound(file.path() + " of the model " + manifest.id() + " is missing in " + folder));
        if (bytes.length() != file.bytes()) {
            throw new IntegrityMismatch(file.path() + " of the model " + manifest.id() + " has " + bytes.length()
                    + " bytes in " + folder + ", the manifest says " + file.bytes());
        }
        return bytes;
    }

    private boolean isComplete() {
        try {
            for (ModelFile file : manifest.files()) {
                Optional<StoredBytes> bytes = folder.find(file.path());
                if (bytes.isEmpty() || bytes.get().length() != file.bytes()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + folder + " cannot be read", e);
        }
    }
}
