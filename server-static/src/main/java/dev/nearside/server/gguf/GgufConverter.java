package dev.nearside.server.gguf;

import dev.nearside.error.Cancelled;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.GgufFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes a model folder of a GGUF file: graphs with their weights, tokenizer and manifest. Reads the file by mapping it and
 * writes it piece by piece, so memory holds a few rows of a matrix. Thread-safe.
 *
 * <pre>{@code
 * ConvertedModel model = new GgufConverter().convert(
 *         new GgufSource(Path.of("SmolLM2-135M-Instruct.Q4_1.gguf"), "smollm2-135m-instruct"),
 *         models.resolve("smollm2-135m-instruct"),
 *         ConversionOptions.with((jinja, bos, eos) -> Optional.of(TemplateCompiler.compile(jinja, bos, eos))),
 *         ConversionProgress.NONE);
 * model.manifest().filesFor(ExecutionProvider.WASM)  // model_int8.onnx and its files
 * }</pre>
 */
public final class GgufConverter {

    /**
     * Converts a file.
     *
     * @param source the file and what the model is to be called
     * @param target the folder to make; it appears when all is done, and not before
     * @throws InvalidInput if the file is damaged or of a kind that cannot be converted; the message names what is wrong
     * @throws FileAlreadyExistsException if the folder is there already
     * @throws Cancelled if this thread was interrupted
     * @throws IOException if reading or writing failed, for example for want of space
     */
    public ConvertedModel convert(
            GgufSource source, Path target, ConversionOptions options, ConversionProgress progress) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        try (GgufFile file = GgufFile.open(source.file())) {
            Conversion conversion = new Conversion(file, source, options);
            requireSpace(parent, conversion.bytes());
            // No temporary directory of the JDK's, as that is for its owner's eyes only.
            Path beside = Files.createDirectory(parent.resolve("." + target.getFileName() + "." + UUID.randomUUID()));
            try {
                ConvertedModel made = conversion.into(beside, progress);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
                return new ConvertedModel(made.manifest(), target, made.notes());
            } catch (IOException | RuntimeException | Error e) {
                delete(beside);
                throw e;
            }
        }
    }

    private static void requireSpace(Path folder, long bytes) throws IOException {
        FileStore store = Files.getFileStore(folder);
        if (store.getUsableSpace() < bytes) {
            throw new IOException("converting takes " + (bytes >> 20) + " MiB in " + folder + ", and "
                    + (store.getUsableSpace() >> 20) + " MiB are free");
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
