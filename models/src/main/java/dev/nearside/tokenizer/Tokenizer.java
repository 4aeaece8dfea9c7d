package dev.nearside.tokenizer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns text into the ids that a model was trained on, and back. Ids and offsets equal those of Hugging Face's
 * {@code tokenizers}. Not thread-safe, as it reuses its work arrays and remembers words: {@link #fork} gives another
 * thread its own over the same tables.
 *
 * <pre>{@code
 * Encoding e = tokenizer.encode("Hello world");  // all-minilm-l6-v2
 * e.copyIds()                                    // [101, 7592, 2088, 102]
 * e.start(2)                                     // 6
 * tokenizer.decode(e.copyIds(), true)            // "hello world"
 * }</pre>
 */
public interface Tokenizer {

    /** The text's tokens, with the special tokens which the model expects around a text. Nothing is cut off. */
    default Encoding encode(String text) {
        return encode(text, true);
    }

    /**
     * The text's tokens.
     *
     * @param text any text; a surrogate that stands alone is read as U+FFFD
     * @param addSpecialTokens whether to add what the file's post-processor adds, for example {@code [CLS]}
     */
    Encoding encode(String text, boolean addSpecialTokens);

    /**
     * The text's tokens where parts of it are somebody's words: what spells a special token there is no token but its
     * characters, so that nobody can end a turn by writing {@code <|im_end|>}. No special tokens are added around it.
     *
     * @param text as in {@link #encode(String, boolean)}
     * @param quoted those parts in order, apart from each other
     * @throws IllegalArgumentException if they are out of order or reach beyond the text
     */
    Encoding encodeQuoting(String text, List<TextSpan> quoted);

    /**
     * The text of these tokens. Ids that the vocabulary lacks are left out; bytes that are no UTF-8 become U+FFFD.
     *
     * @param skipSpecialTokens whether special tokens such as {@code <|im_end|>} are left out
     */
    String decode(int[] ids, boolean skipSpecialTokens);

    /** Decodes tokens as a model produces them. */
    IncrementalDecoder decoder(boolean skipSpecialTokens);

    /** What the file says about texts that are too long; empty if nothing. {@link #encode} never cuts. */
    Optional<Truncation> truncation();

    /** What the file says about filling up batches; empty if nothing. {@link #encode} never fills. */
    Optional<Padding> padding();

    /** A tokenizer over the same tables, for another thread. */
    Tokenizer fork();

    /** How many ids there are, added tokens included: one more than the largest id. */
    int vocabularySize();

    /** The id of a token as the file writes it, for example {@code ##ing} or {@code Ġthe}; empty if it has none. */
    OptionalInt idOf(String token);

    /**
     * The bytes of UTF-8 that a token adds to a text which it does not begin, perhaps only part of a character; none for
     * special tokens, and for ids that no token has.
     */
    byte[] bytesOf(int id);

    /** The token of an id as the file writes it; empty if no token has that id. */
    Optional<String> tokenOf(int id);
}
