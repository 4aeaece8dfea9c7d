package dev.nearside.tokenizer;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;

/**
 * Reads tokenizers.
 *
 * <pre>{@code
 * byte[] compact = Tokenizers.compact(Files.readString(Path.of("tokenizer.json")));  // once, where the model is made
 * Tokenizer tokenizer = Tokenizers.fromCompact(compact);                             // in milliseconds, in the tab too
 * }</pre>
 */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * The tokenizer of a {@code tokenizer.json} as Hugging Face writes it.
     *
     * @throws InvalidInput if it is not such a file, or asks for something that is not supported; the message names it
     */
    public static Tokenizer fromJson(String tokenizerJson) {
        return fromCompact(CompactWriter.write(tokenizerJson));
    }

    /**
     * The tokenizer of what {@link #compact} made.
     *
     * @throws InvalidInput if it is damaged, or of another version
     */
    public static Tokenizer fromCompact(byte[] compact) {
        CompactReader in = new CompactReader(compact);
        JsonCursor settings = Json.read(in.text());
        Vocabulary vocabulary = in.vocabulary();
        Pipeline pipeline = Pipeline.read(settings, vocabulary);
        Component model = new Component(settings.field("model"));
        boolean byteLevel =
                pipeline.preTokenizer() != null && pipeline.preTokenizer().endsInBytes();
        PipelineTokenizer tokenizer = new PipelineTokenizer(pipeline, Models.read(model, byteLevel, vocabulary, in));
        in.expectEnd();
        return tokenizer;
    }

    /**
     * Compiles a {@code tokenizer.json} into what loads in milliseconds.
     *
     * @throws InvalidInput as {@link #fromJson}
     */
    public static byte[] compact(String tokenizerJson) {
        byte[] compact = CompactWriter.write(tokenizerJson);
        // What cannot be read is refused here, and not in a browser later.
        Tokenizer readable = fromCompact(compact);
        if (readable.vocabularySize() == 0) {
            throw new InvalidInput("the tokenizer has no tokens");
        }
        return compact;
    }
}
