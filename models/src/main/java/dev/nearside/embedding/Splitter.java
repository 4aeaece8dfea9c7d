package dev.nearside.embedding;

import dev.nearside.error.ContextLengthExceeded;
import dev.nearside.error.InvalidInput;
import dev.nearside.tokenizer.Encoding;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes pieces of inputs: tokens, special tokens around them, and not more than the model takes. */
final class Splitter {
    /** How far back the end of a word is looked for: longer words than that are cut. */
    private static final int REACH = 32;

    private final Tokenizer tokenizer;
    private final int maxTokens;
    private final int[] before;
    private final int[] after;

    Splitter(Tokenizer tokenizer, int maxTokens) {
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        // An empty text would not tell which special tokens stand before it and which after.
        Encoding letter = tokenizer.encode("a");
        int first = 0;
        while (letter.special(first)) {
            first++;
        }
        int last = letter.size();
        while (letter.special(last - 1)) {
            last--;
        }
        int[] ids = letter.copyIds();
        this.before = Arrays.copyOfRange(ids, 0, first);
        this.after = Arrays.copyOfRange(ids, last, ids.length);
    }

    /** The pieces of one input, one at least. */
    List<Piece> pieces(int place, EmbeddingInput input, Overflow overflow) {
        int[] ids;
        boolean[] startsWord;
        if (input instanceof EmbeddingInput.Text text) {
            Encoding encoding = tokenizer.encode(text.text(), false);
            ids = encoding.copyIds();
            startsWord = wordStarts(encoding);
        } else {
            ids = withoutSpecial(((EmbeddingInput.Tokens) input).copyIds());
            startsWord = new boolean[ids.length];
        }
        int room = maxTokens - before.length - after.length;
        if (ids.length <= room) {
            return List.of(piece(place, ids, 0, ids.length));
        }
        return switch (overflow) {
            case TRUNCATE -> List.of(piece(place, Arrays.copyOf(ids, room), 0, room));
            case SPLIT -> split(place, ids, startsWord, room);
            case REFUSE ->
                throw new ContextLengthExceeded("the model takes " + maxTokens + " tokens, the input has "
                        + (ids.length + before.length + after.length));
        };
    }

    private static boolean[] wordStarts(Encoding encoding) {
        boolean[] starts = new boolean[encoding.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = encoding.start(i) > encoding.end(i - 1);
        }
        return starts;
    }

    private int[] withoutSpecial(int[] ids) {
        for (int id : ids) {
            if (id >= tokenizer.vocabularySize()) {
                throw new InvalidInput("the token " + id + " is not of this model, whose vocabulary has "
                        + tokenizer.vocabularySize() + "; send text, or tokens of the model's own tokenizer");
            }
        }
        int end = ids.length - after.length;
        boolean wrapped = end >= before.length
                && Arrays.equals(before, Arrays.copyOfRange(ids, 0, before.length))
                && Arrays.equals(after, Arrays.copyOfRange(ids, end, ids.length));
        return wrapped ? Arrays.copyOfRange(ids, before.length, end) : ids;
    }

    private List<Piece> split(int place, int[] ids, boolean[] startsWord, int room) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (ids.length - from > room) {
            int left = (ids.length - from + room - 1) / room;
            int to = wordStart(startsWord, from, from + Math.min(room, (ids.length - from + left - 1) / left + REACH));
            to = Math.min(to, from + room);
            pieces.add(piece(place, ids, from, to));
            from = to;
        }
        pieces.add(piece(place, ids, from, ids.length));
        return pieces;
    }

    /** The last place at or before {@code to} where a word starts, within reach; else {@code to} itself. */
    private static int wordStart(boolean[] startsWord, int from, int to) {
        for (int i = to; i > Math.max(from, to - REACH); i--) {
            if (startsWord[i]) {
                return i;
            }
        }
        return to;
    }

    private Piece piece(int place, int[] ids, int from, int to) {
        int[] all = new int[before.length + to - from + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(ids, from, all, before.length, to - from);
        System.arraycopy(after, 0, all, all.length - after.length, after.length);
        return new Piece(place, all, ids.length == 0 ? 1 : (to - from) / (float) ids.length);
    }
}
