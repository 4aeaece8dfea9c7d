package dev.nearside.tokenizer;

import dev.nearside.error.InvalidInput;

/** Reads tokenizers. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * The tokenizer of a {@code tokenizer.json} as Hugging Face writes it.
     *
     * @throws InvalidInput if it is not such a file, or asks for something that is not supported; the message names it
     */
    public static Tokenizer fromJson(String tokenizerJson) {
        return fromCompact(compact(tokenizerJson));
    }

    /**
     * The tokenizer of what {@link #compact} made.
     *
     * @throws InvalidInput if it is damaged, or of another version
     */
    public static Tokenizer fromCompact(byte[] compact) {
        throw new InvalidInput("no tokenizer is read yet: " + compact.length + " bytes");
    }

    /**
     * Compiles a {@code tokenizer.json} into what loads in milliseconds.
     *
     * @throws InvalidInput as {@link #fromJson}
     */
    public static byte[] compact(String tokenizerJson) {
        throw new InvalidInput("no tokenizer is compiled yet: " + tokenizerJson.length() + " characters");
    }
}
