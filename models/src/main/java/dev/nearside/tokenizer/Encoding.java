package dev.nearside.tokenizer;

import java.util.Arrays;
import java.util.Objects;

/**
 * The tokens of one text: their ids, and where in the original text each comes from. Immutable.
 *
 * <p>Offsets count UTF-16 units, as {@code String.substring} does. A special token that was added has the offsets 0, 0.
 */
public final class Encoding {
    private final int[] ids;
    private final int[] spans;
    private final int before;
    private final int after;

    /** Takes the arrays over: {@code spans} holds start, end by turns; special tokens stand before and after. */
    Encoding(int[] ids, int[] spans, int before, int after) {
        this.ids = ids;
        this.spans = spans;
        this.before = before;
        this.after = after;
    }

    /** How many tokens, special ones included. */
    public int size() {
        return ids.length;
    }

    /** The id of the token at that place, from 0. */
    public int id(int index) {
        return ids[index];
    }

    /** Where the token starts in the original text, in UTF-16 units. */
    public int start(int index) {
        return spans[2 * Objects.checkIndex(index, ids.length)];
    }

    /** Where the token ends in the original text, exclusive, in UTF-16 units. */
    public int end(int index) {
        return spans[2 * Objects.checkIndex(index, ids.length) + 1];
    }

    /** Whether the token was added by the tokenizer and is not of the text. */
    public boolean special(int index) {
        return Objects.checkIndex(index, ids.length) < before || index >= ids.length - after;
    }

    /** The ids in an array of the caller's own. */
    public int[] copyIds() {
        return Arrays.copyOf(ids, ids.length);
    }

    /**
     * At most so many tokens: those of the text are dropped from its end and the special ones kept, as Hugging Face does.
     *
     * @throws IllegalArgumentException if not even the special tokens fit
     */
    public Encoding truncated(int maxTokens) {
        if (ids.length <= maxTokens) {
            return this;
        }
        int kept = maxTokens - before - after;
        if (kept < 0) {
            throw new IllegalArgumentException(
                    (before + after) + " special tokens do not fit into " + maxTokens + " tokens");
        }
        int[] newIds = Arrays.copyOf(ids, maxTokens);
        int[] newSpans = Arrays.copyOf(spans, 2 * maxTokens);
        System.arraycopy(ids, ids.length - after, newIds, before + kept, after);
        System.arraycopy(spans, 2 * (ids.length - after), newSpans, 2 * (before + kept), 2 * after);
        return new Encoding(newIds, newSpans, before, after);
    }
}
